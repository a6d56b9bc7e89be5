import type { Messages } from '../en.ts'

const WHOLE = '场景'

export const scenarioErrors: Messages['scenarioErrors'] = {
  whole: WHOLE,
  // A path is Latin and keeps its distance.
  sentence: (place, problem) => `${place}${place === WHOLE ? '' : ' '}${problem}。`,
  units: { us: 'µs', ms: 'ms', ppm: 'ppm', bytes: '字节', '': '' },
  types: { object: '对象', array: '列表', string: '文本', number: '数字', boolean: ' true 或 false' },
  problems: {
    'not-json': () => '不是 JSON',
    'too-many-bytes': ({ limit }) => `超过 ${limit} 字节`,
    'too-deep': ({ limit }) => `嵌套超过 ${limit} 层`,
    'too-many-values': ({ limit }) => `超过 ${limit} 个值`,
    'too-many-rules': ({ limit, found }) => `共有 ${found} 条故障、注入和重启，上限是 ${limit}`,
    'too-many-items': ({ limit, found }) => `有 ${found} 项，上限是 ${limit}`,
    'too-much-data': ({ limit, found }) => `共发送 ${found} 字节，上限是 ${limit}`,
    'duplicate-member': () => '出现了两次',
    'forbidden-member': () => '是场景中不允许使用的名称',
    'unknown-member': () => '不是已知的成员',
    missing: () => '缺失',
    'wrong-type': ({ expected }) => `必须是${expected}`,
    'newer-version': ({ found, known }) => `是 ${found}；本版本只能读取版本 ${known}`,
    'not-integer': ({ found }) => `必须是整数，而不是 ${found}`,
    'out-of-range': ({ found, range }) => `必须${range}，而不是 ${found}`,
    'too-long': ({ limit, found }) => `有 ${found} 个字符，上限是 ${limit}`,
    empty: () => '不能为空',
    'control-character': () => '含有控制字符',
    'not-one-of': ({ allowed }) => `必须是以下之一：${allowed}`,
    'not-an-address': () => '不是 IPv4 或 IPv6 地址',
    'mixed-addresses': () => '必须与另一个地址同为 IPv4 或 IPv6',
    'not-a-number-expression': () => '必须是数字，或 C.nxt+1、S.isn-100 这样的表达式',
    'not-an-invariant': () => '不是不变式的名称（例如 S15）',
    'above-other': ({ found, other, limit }) => `是 ${found}，大于 ${other}（${limit}）`,
    'duplicate-step': ({ name }) => `与另一步骤同名：${name}`,
    'unknown-step': ({ name }) => `引用了不存在的步骤：${name}`,
    'step-cycle': ({ name }) => `经由 ${name} 等待它自己`,
    'unknown-socket': ({ name }) => `引用了前面的步骤没有创建过的套接字：${name}`,
  },
  range: (min, max, unit) => `${`在 ${min} 到 ${max} ${unit}`.trimEnd()} 之间`,
}

import { RULES } from '../../engine/tcp/rule-texts.ts'
import type { RuleId } from '../../engine/tcp/rules.ts'

/** What a rule says. English stands with the rules themselves. */
export const ruleText = (id: RuleId): string => RULES[id].text

const EXIT_CODES = `
Exit codes:
  0  done
  1  failed: a file cannot be written
  2  bad input: every finding is listed, nothing was written`;

/** What `twin optimize --help` says after the options. */
export const OPTIMIZE_HELP = `
Slots:  l1, l2, l3-hot, l3-cold, l3-archive, l4, l5
Clouds: aws, azure, gcp

Examples:
  twin optimize --preset smart-home
  twin optimize --input scenario.json --pin l4=azure --max-clouds 2 --currency EUR
  twin optimize --input scenario.json --residency EU --budget 2000 --report report.html
  twin optimize --input scenario.json --apply --twin twins/demo
  twin optimize --input scenario.json --explain l3_hot
  twin optimize --input - --model paper-2025 --json < scenario.json
${EXIT_CODES}`;

/** What `twin cost --help` says after the options. */
export const COST_HELP = `
Examples:
  twin cost --twin twins/demo
  twin cost --twin twins/demo --input busier.json --report report.html
${EXIT_CODES}`;

/** What `twin prices --help` says after the commands. */
export const PRICES_HELP = `
Prices come with this version. To renew them: fetch asks the vendors and writes a candidate, diff compares it with the
prices in use, and accept puts it in use. All of it stands in .twin/prices of the folder that twin runs in.
`;

/** What every command of `twin prices` says after its options. */
export const PRICES_EXIT_CODES = `
Exit codes:
  0  done
  1  failed, or fetched in part: what could not be fetched is listed
  2  bad input, or prices that are not accepted: every reason is listed, nothing was changed`;

const ARTIFACT = "https://github.com/cloud-DTs/twin2clouds/blob/2e62914f31152b0e92b04bf3a0b035517239ac6f";

/** A file of the EDT'25 paper's public artifact, at the commit that the golden figures were computed with. */
export const artifact = (file: string): string => `${ARTIFACT}/${file}`;

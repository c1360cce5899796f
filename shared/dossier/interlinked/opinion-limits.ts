/** Characters of a question or an answer. */
export const mostOpinion = 4000
/** Bytes of the longest answer, in letters of three bytes each. */
export const mostAnswerBytes = 3 * mostOpinion
/** Bytes of all questions and answers of a dossier: they lie in one item of the table, which takes 400 KB with its names. */
export const mostOpinionBytes = 340_000

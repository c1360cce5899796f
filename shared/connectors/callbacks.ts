/**
 * What a partner says of itself, checked: news, or why it is no news. The reason is for the log, not for the caller. A call that is
 * played again is no matter of its signature: what it leads to is done once by what it is.
 */
export type Received<News> = { news: News } | { forged: string }

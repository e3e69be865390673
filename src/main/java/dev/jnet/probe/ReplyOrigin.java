package dev.jnet.probe;

/** Where replies in the target's name came from. */
public enum ReplyOrigin {
  /** It was not asked, or the first router did not answer. */
  UNKNOWN,
  /** From the first router, or from no farther: they came as soon as the router's own replies. */
  FIRST_ROUTER,
  /** From beyond the first router: they took longer than the router's own replies. */
  BEYOND
}

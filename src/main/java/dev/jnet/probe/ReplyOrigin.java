package dev.jnet.probe;

/** From where replies came in the target's name. */
public enum ReplyOrigin {
  /** It was not asked, or the first router did not answer. */
  UNKNOWN,
  /** From the first router, or from no farther: they came as soon as its own. */
  FIRST_ROUTER,
  /** From beyond the first router: they took longer than its own. */
  BEYOND
}

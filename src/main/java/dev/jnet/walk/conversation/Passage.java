package dev.jnet.walk.conversation;

import dev.jnet.link.Frame;

/**
 * A frame that left or arrived, as it was seen on the link.
 *
 * @param at when it passed, ns on the link's clock
 * @param exact whether {@code at} is the kernel's stamp, and not a time of jnet's own clock
 * @param frame its bytes and its direction
 */
public record Passage(long at, boolean exact, Frame frame) {
  /** A frame that was captured: its stamp is the kernel's. */
  public static Passage of(Frame frame) {
    return new Passage(frame.at(), true, frame);
  }
}

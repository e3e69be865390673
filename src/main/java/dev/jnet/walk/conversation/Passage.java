package dev.jnet.walk.conversation;

import dev.jnet.link.Frame;

/**
 * A frame on its way, as it was seen on the link.
 *
 * @param at when it passed, ns on the link's clock
 * @param exact whether the kernel's stamp says so, and not our own clock
 * @param frame its bytes, and which way it went
 */
public record Passage(long at, boolean exact, Frame frame) {
  /** A frame that was captured: its stamp is the kernel's. */
  public static Passage of(Frame frame) {
    return new Passage(frame.at(), true, frame);
  }
}

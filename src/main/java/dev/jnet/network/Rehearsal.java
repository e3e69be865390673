package dev.jnet.network;

import dev.jnet.link.FirstHop;
import dev.jnet.link.Link;

/**
 * A first try of what will be asked, for nobody: while the kernel makes a capture ready, which
 * takes it 5 to 30 ms of waiting, the JVM loads on it what the question itself will need.
 */
public interface Rehearsal {
  /**
   * Asks it of a mirror.
   *
   * @param hop how frames would leave, but for the hardware addresses
   */
  void play(Link mirror, FirstHop hop);
}

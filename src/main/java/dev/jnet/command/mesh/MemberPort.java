package dev.jnet.command.mesh;

import dev.jnet.link.FirstHop;
import dev.jnet.link.Link;
import java.io.IOException;
import java.net.InetAddress;

/** Where a member sends packets, and sees those that arrive. */
interface MemberPort {
  /** The one link of the member. */
  Link link();

  /**
   * Has a wait of the link end. This is for any thread to which a message has come that the
   * member's own thread waits for.
   */
  void wake();

  /** How packets to another member leave. */
  FirstHop hop(InetAddress target) throws IOException;

  /** How many frames passed without being captured since the link was opened. */
  long lost();

  /** The time in ms since 1970, by which orders have deadlines. */
  long wallClock();
}

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
   * Ends a wait of the link. Any thread may call it, once the message has come for which the
   * member's own thread waits.
   */
  void wake();

  /** How packets to another member leave. */
  FirstHop hop(InetAddress target) throws IOException;

  /** How many frames passed without being captured since the link was opened. */
  long lost();

  /** The time in ms since 1970, by which orders have deadlines. */
  long wallClock();
}

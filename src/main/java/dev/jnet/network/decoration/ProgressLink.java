package dev.jnet.network.decoration;

import dev.jnet.console.Console;
import dev.jnet.link.ForwardingLink;
import dev.jnet.link.Frame;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.unit.Nanos;
import java.util.Optional;

/**
 * A link that shows on a terminal how many frames have passed, on a line that is removed at the
 * end.
 */
final class ProgressLink extends ForwardingLink {
  /** The time in ns before the line is first shown, and between two changes of it. */
  private static final long INTERVAL = 200 * Nanos.MILLISECOND;

  private final Console console;
  private int sent;
  private int received;
  private long shownAt;

  ProgressLink(Link link, Console console) {
    super(link);
    this.console = console;
    this.shownAt = now();
  }

  @Override
  public void send(byte[] frame) throws LinkException {
    super.send(frame);
    sent++;
  }

  @Override
  public Optional<Frame> receive(long deadline) throws LinkException {
    Optional<Frame> frame = super.receive(deadline);
    received += frame.isPresent() && !frame.get().outgoing() ? 1 : 0;
    if (now() - shownAt >= INTERVAL) {
      shownAt = now();
      console.progress("probing: " + sent + " frames sent, " + received + " received");
    }
    return frame;
  }

  @Override
  public void close() throws LinkException {
    console.progress("");
    super.close();
  }
}

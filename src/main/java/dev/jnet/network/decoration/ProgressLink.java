package dev.jnet.network.decoration;

import dev.jnet.console.Console;
import dev.jnet.link.ForwardingLink;
import dev.jnet.link.Frame;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import java.util.Optional;

/** A link that shows on a terminal that something is going on, on a line that goes away again. */
final class ProgressLink extends ForwardingLink {
  /** What takes less time than this, in ns, needs no progress; and so often the line is renewed. */
  private static final long INTERVAL = 200_000_000L;

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

package dev.jnet.network.decoration;

import dev.jnet.console.Console;
import dev.jnet.link.ForwardingLink;
import dev.jnet.link.Frame;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.report.FrameText;
import java.util.Optional;

/**
 * A link that prints every frame that passes on stderr, with the time since the link was opened.
 */
final class NarratedLink extends ForwardingLink {
  private final Console console;
  private final long openedAt;

  NarratedLink(Link link, Console console) {
    super(link);
    this.console = console;
    this.openedAt = now();
  }

  @Override
  public void send(byte[] frame) throws LinkException {
    tell(new Frame(type(), frame, frame.length, now(), true));
    super.send(frame);
  }

  @Override
  public Optional<Frame> receive(long deadline) throws LinkException {
    Optional<Frame> frame = super.receive(deadline);
    if (frame.isPresent() && (!frame.get().outgoing() || frame.get().foreign())) {
      tell(frame.get());
    }
    return frame;
  }

  private void tell(Frame frame) {
    console.err().println(FrameText.line(frame, openedAt, console.style("never")));
    console.err().flush();
  }
}

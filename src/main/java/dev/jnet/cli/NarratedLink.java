package dev.jnet.cli;

import dev.jnet.link.Frame;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.link.LinkType;
import dev.jnet.report.FrameText;
import java.util.Optional;

/** A link that tells on stderr of every frame that passes, with the time since the first. */
final class NarratedLink implements Link {
  private final Link link;
  private final Console console;
  private final long openedAt;

  NarratedLink(Link link, Console console) {
    this.link = link;
    this.console = console;
    this.openedAt = link.now();
  }

  @Override
  public LinkType type() {
    return link.type();
  }

  @Override
  public long now() {
    return link.now();
  }

  @Override
  public void send(byte[] frame) throws LinkException {
    tell(new Frame(link.type(), frame, frame.length, link.now(), true));
    link.send(frame);
  }

  @Override
  public Optional<Frame> receive(long deadline) throws LinkException {
    Optional<Frame> frame = link.receive(deadline);
    if (frame.isPresent() && !frame.get().outgoing()) {
      tell(frame.get());
    }
    return frame;
  }

  private void tell(Frame frame) {
    console.err().println(FrameText.line(frame, openedAt, console.style("never")));
    console.err().flush();
  }

  @Override
  public void close() throws LinkException {
    link.close();
  }
}

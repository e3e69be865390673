package dev.jnet.regression;

import dev.jnet.link.ForwardingLink;
import dev.jnet.link.Frame;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import java.util.Optional;

/** A link that writes down every frame that it hands out; those that leave come back stamped. */
final class RecordingLink extends ForwardingLink {
  private final Trace trace;

  RecordingLink(Link link, Trace trace) {
    super(link);
    this.trace = trace;
  }

  @Override
  public Optional<Frame> receive(long deadline) throws LinkException {
    Optional<Frame> frame = super.receive(deadline);
    frame.ifPresent(trace::frame);
    return frame;
  }
}

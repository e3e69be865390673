package dev.jnet.regression;

import dev.jnet.link.Frame;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.link.LinkType;
import java.util.Optional;

/** A link that writes down every frame that it hands out; those that leave come back stamped. */
final class RecordingLink implements Link {
  private final Link link;
  private final Trace trace;

  RecordingLink(Link link, Trace trace) {
    this.link = link;
    this.trace = trace;
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
    link.send(frame);
  }

  @Override
  public Optional<Frame> receive(long deadline) throws LinkException {
    Optional<Frame> frame = link.receive(deadline);
    frame.ifPresent(trace::frame);
    return frame;
  }

  @Override
  public void close() throws LinkException {
    link.close();
  }
}

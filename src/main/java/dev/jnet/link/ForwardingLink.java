package dev.jnet.link;

import java.util.Optional;

/** A link around a link, which passes everything on: for those that only look at what passes. */
public abstract class ForwardingLink implements Link {
  private final Link link;

  /** Passes everything on to this link, and closes it with itself. */
  protected ForwardingLink(Link link) {
    this.link = link;
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
    return link.receive(deadline);
  }

  @Override
  public long uncaptured() {
    return link.uncaptured();
  }

  @Override
  public long paused() {
    return link.paused();
  }

  @Override
  public void running(boolean isRunning) {
    link.running(isRunning);
  }

  @Override
  public void close() throws LinkException {
    link.close();
  }
}

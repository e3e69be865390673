package dev.jnet.link;

import java.util.Optional;

/** A link around another one that passes everything on. Subclasses see or change what passes. */
public abstract class ForwardingLink implements Link {
  private final Link link;

  /** Passes everything on to a link. Closing this one closes that link too. */
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

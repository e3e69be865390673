package dev.jnet.link;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A link whose clock and frames are in the test's hand. */
final class FakeLink implements Link {
  final List<byte[]> sent = new ArrayList<>();
  final ArrayDeque<Frame> waiting = new ArrayDeque<>();
  long now = 1_700_000_000_123_456_789L;
  LinkException refusal;
  int closed;
  Runnable onReceive = () -> {};

  /** Another program's frame, or an answer, is there to be received. */
  Frame arrives(byte[] bytes, int length) {
    return add(new Frame(LinkType.ETHERNET, bytes, length, now, false));
  }

  /** The kernel says when a frame of ours left. */
  Frame left(byte[] bytes) {
    return add(new Frame(LinkType.ETHERNET, bytes, bytes.length, now, true));
  }

  private Frame add(Frame frame) {
    waiting.add(frame);
    return frame;
  }

  @Override
  public LinkType type() {
    return LinkType.ETHERNET;
  }

  @Override
  public long now() {
    return now;
  }

  @Override
  public void send(byte[] frame) throws LinkException {
    if (refusal != null) {
      throw refusal;
    }
    sent.add(frame);
  }

  @Override
  public Optional<Frame> receive(long deadline) {
    onReceive.run();
    return Optional.ofNullable(waiting.poll());
  }

  @Override
  public void close() {
    closed++;
  }
}

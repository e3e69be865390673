package dev.jnet.neighbor;

import dev.jnet.link.Frame;
import dev.jnet.link.Link;
import dev.jnet.link.LinkType;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Dissection;
import dev.jnet.wire.Ethernet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** A link in virtual time whose far side is a script: which frames answer a frame, and when. */
final class ScriptedLink implements Link {
  /** Says what a sent frame brings about, by calling {@link #arrive}. */
  interface Script {
    void answer(ScriptedLink link, Dissection sent);
  }

  private final Script script;
  private final PriorityQueue<Frame> arriving =
      new PriorityQueue<>(Comparator.comparingLong(Frame::at));
  final List<Dissection> sent = new ArrayList<>();
  final List<Long> sentAt = new ArrayList<>();
  private long now = 1_000_000_000L;
  final long start = now;

  ScriptedLink(Script script) {
    this.script = script;
  }

  /** A link on which another station says something a while after each frame. */
  static ScriptedLink overhearing(Ethernet frame) {
    return new ScriptedLink((l, sent) -> l.arrive(300 * Nanos.MILLISECOND, frame));
  }

  /** A frame comes in so many ns from now. */
  void arrive(long after, Ethernet frame) {
    byte[] bytes = frame.emit();
    arriving.add(new Frame(LinkType.ETHERNET, bytes, bytes.length, now + after, false));
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
  public void send(byte[] frame) {
    arriving.add(new Frame(LinkType.ETHERNET, frame, frame.length, now, true));
    Dissection dissection = Dissection.ofEthernet(frame);
    sent.add(dissection);
    sentAt.add(now - start);
    script.answer(this, dissection);
  }

  @Override
  public Optional<Frame> receive(long deadline) {
    if (!arriving.isEmpty() && arriving.peek().at() <= Math.max(now, deadline)) {
      now = Math.max(now, arriving.peek().at());
      return Optional.of(arriving.poll());
    }
    now = Math.max(now, deadline);
    return Optional.empty();
  }

  @Override
  public void close() {}
}

package dev.jnet.fuzz;

import dev.jnet.link.Frame;
import dev.jnet.link.FrameRefusedException;
import dev.jnet.link.Link;
import dev.jnet.link.LinkType;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;

/**
 * A link in virtual time on which the fuzzer decides what comes back and when. When it has no more
 * to say there is silence.
 */
final class FuzzedLink implements Link {
  /** Frames that an answer may be made for. */
  private static final int REMEMBERED = 64;

  /** Waits and frames; whoever needs more for one question never ends. */
  private static final int MAX_STEPS = 200_000;

  /** Steps of silence that mostly suffice to show what a script has brought about. */
  private static final int FEW_STEPS = 100;

  /** A frame larger than this does not go out: the largest packet, in Ethernet with two tags. */
  private static final int LARGEST_FRAME = 65_575 + 22;

  private final LinkType type;
  private final Script script;
  private final byte[][] sent = new byte[REMEMBERED][];
  private final ArrayDeque<Frame> stamped = new ArrayDeque<>();
  private int sentCount;
  private int steps;
  private int patience;
  private long now = 1_000_000_000L;

  FuzzedLink(LinkType type, Script script) {
    this.type = type;
    this.script = script;
    this.patience = script.choice(8) == 0 ? MAX_STEPS : FEW_STEPS;
  }

  /** Whether all has been said: now and then only when the question has ended by itself. */
  boolean wantsToStop() {
    return script.atEnd() && --patience < 0;
  }

  @Override
  public LinkType type() {
    return type;
  }

  @Override
  public long now() {
    return now;
  }

  @Override
  public void send(byte[] frame) throws FrameRefusedException {
    if (frame.length > LARGEST_FRAME) {
      throw new AssertionError("a frame of " + frame.length + " bytes");
    }
    step();
    sent[sentCount++ % REMEMBERED] = frame;
    stamped.add(new Frame(type, frame, frame.length, now, true));
    now += 1000;
  }

  private void step() {
    if (++steps > MAX_STEPS) {
      throw new AssertionError("no end after " + steps + " steps, at " + now + " ns");
    }
  }

  @Override
  public Optional<Frame> receive(long deadline) {
    step();
    if (!stamped.isEmpty()) {
      return Optional.of(stamped.poll());
    }
    if (deadline <= now) {
      return script.atEnd() || script.u8() < 192 ? Optional.empty() : Optional.of(frame());
    }
    int kind = script.u8();
    if (script.atEnd() || kind < 64) {
      // a power of two of time: from 1 ns to 36 minutes
      long passed = script.atEnd() ? Long.MAX_VALUE / 2 : 1L << kind % 42;
      now = Math.min(deadline, now + passed);
      return Optional.empty();
    }
    now = Math.min(deadline, now + (1L << kind % 24));
    return Optional.of(frame());
  }

  private Frame frame() {
    byte[] bytes =
        sentCount == 0 || script.choice(8) == 0
            ? script.bytes(script.u8())
            : Forgery.answer(
                type, sent[(sentCount - 1 - script.choice(known())) % REMEMBERED], script);
    int cut = script.choice(16) == 0 ? Math.min(bytes.length, script.u8()) : bytes.length;
    byte[] captured = cut == bytes.length ? bytes : Arrays.copyOf(bytes, cut);
    // stamps may lie in the past: the kernel's clock is not ours
    long at = script.choice(8) == 0 ? now - script.u32() : now;
    return new Frame(type, captured, bytes.length, at, false);
  }

  private int known() {
    return Math.min(sentCount, REMEMBERED);
  }

  @Override
  public void close() {}
}

package dev.jnet.link;

import dev.jnet.unit.Nanos;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;

/**
 * A link that keeps every frame that is sent or received through it in a capture file with
 * nanosecond stamps.
 *
 * <p>A sent frame is kept once: with the kernel's stamp where the link sees it leave, else with the
 * time of sending. The file is whole however the process ends, unless it crashes.
 */
public final class CaptureFileLink extends ForwardingLink {
  /** How long a sent frame may take to be seen leaving, in ns. Later it is taken for unseen. */
  private static final long PATIENCE = 100 * Nanos.MILLISECOND;

  private static final int MAX_UNSEEN = 4096;

  /** The most frames that are read when a link closes, because a flood has no end. */
  private static final int MAX_LAST = 65_536;

  private final CaptureFile file;

  /** Guards the file, which is shared with other links and with the thread that ends it. */
  private final Object lock;

  private final ArrayDeque<Unseen> unseen = new ArrayDeque<>();
  private final Thread shutdownHook = new Thread(this::endSoon, "capture file");
  private boolean endsSoon;

  /** A frame that was sent and not yet seen to leave. */
  private record Unseen(byte[] frame, long at) {}

  private CaptureFileLink(Link link, CaptureFile file) {
    super(link);
    this.file = file;
    this.lock = file;
  }

  /**
   * A link that records what passes through another one. Closing it closes the other one too.
   *
   * @param output the file, without contents
   * @throws LinkException when it cannot be written to; the other link has been closed then
   */
  public static CaptureFileLink open(Link link, CaptureOutput output) throws LinkException {
    CaptureFile file;
    try {
      file = CaptureFile.begin(output, link.type());
    } catch (LinkException e) {
      try {
        link.close();
      } catch (LinkException alsoBroken) {
        e.addSuppressed(alsoBroken);
      }
      throw e;
    }
    CaptureFileLink recording = new CaptureFileLink(link, file);
    try {
      Runtime.getRuntime().addShutdownHook(recording.shutdownHook);
    } catch (IllegalStateException alreadyEnding) {
      recording.endSoon();
    }
    return recording;
  }

  /** Whether frames of another link can be written to the same file. */
  public boolean canTake(Link other) {
    return type() == other.type();
  }

  /** A link that records what passes through another one in the same file. */
  public CaptureFileLink alongside(Link other) {
    file.share();
    CaptureFileLink recording = new CaptureFileLink(other, file);
    Runtime.getRuntime().addShutdownHook(recording.shutdownHook);
    return recording;
  }

  @Override
  public void send(byte[] frame) throws LinkException {
    long now = now();
    super.send(frame);
    synchronized (lock) {
      unseen.add(new Unseen(frame, now));
      settle(now);
    }
  }

  @Override
  public Optional<Frame> receive(long deadline) throws LinkException {
    Optional<Frame> frame = super.receive(deadline);
    synchronized (lock) {
      if (frame.isPresent()) {
        add(frame.get());
      } else {
        settle(now());
        file.flush();
      }
    }
    return frame;
  }

  private void add(Frame frame) {
    settle(frame.at());
    if (frame.outgoing() && !frame.foreign() && !isUnseen(frame.bytes())) {
      return; // seen so late that it is in the file already
    }
    file.add(frame.at(), frame.bytes(), frame.length());
    if (endsSoon) {
      file.flush();
    }
  }

  private boolean isUnseen(byte[] bytes) {
    for (Iterator<Unseen> all = unseen.iterator(); all.hasNext(); ) {
      if (all.next().frame() == bytes) {
        all.remove();
        return true;
      }
    }
    return false;
  }

  /** Adds the sent frames that are no longer expected to be seen leaving. */
  private void settle(long now) {
    while (!unseen.isEmpty()
        && (unseen.peek().at() < now - PATIENCE || unseen.size() > MAX_UNSEEN)) {
      Unseen sent = unseen.remove();
      file.add(sent.at(), sent.frame(), sent.frame().length);
    }
  }

  /** Adds what has been captured by now, and was not waited for: the question was answered. */
  private void addLast() {
    long end = now();
    try {
      Optional<Frame> frame = super.receive(Long.MIN_VALUE);
      for (int i = 0; i < MAX_LAST && frame.isPresent() && frame.get().at() <= end; i++) {
        add(frame.get());
        frame = super.receive(Long.MIN_VALUE);
      }
    } catch (LinkException broken) {
      settle(end); // a broken link has no further frames
    }
  }

  /** Why the file is not complete, as a sentence for a person; empty when it is. */
  public Optional<String> trouble() {
    synchronized (lock) {
      return file.trouble();
    }
  }

  /**
   * Writes all frames to the file, from now on each at once, because the process is about to end.
   */
  private void endSoon() {
    synchronized (lock) {
      endsSoon = true;
      settle(Long.MAX_VALUE);
      file.endSoon();
    }
  }

  @Override
  public void close() throws LinkException {
    try {
      Runtime.getRuntime().removeShutdownHook(shutdownHook);
    } catch (IllegalStateException shuttingDown) {
      // the hook runs, or has run: either way the file can be closed
    }
    synchronized (lock) {
      addLast();
      settle(Long.MAX_VALUE);
      file.close();
    }
    super.close();
  }
}

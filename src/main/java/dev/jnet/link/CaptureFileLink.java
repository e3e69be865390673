package dev.jnet.link;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;

/**
 * A link that keeps every frame that is sent or received through it in a capture file with
 * nanosecond stamps.
 *
 * <p>A sent frame is kept once, stamped by the kernel where the link sees it leave, and by the time
 * of sending where it does not. Whatever ends the process, short of a crash, the file is whole.
 */
public final class CaptureFileLink extends ForwardingLink {
  /** A sent frame that is not seen to leave for so long never will be. In ns. */
  private static final long PATIENCE = 100_000_000L;

  private static final int MAX_UNSEEN = 4096;

  private final CaptureFile file;

  /** The file is shared between links, and with the thread of its last words. */
  private final Object lock;

  private final ArrayDeque<Unseen> unseen = new ArrayDeque<>();
  private final Thread lastWords = new Thread(this::hurry, "capture file");
  private boolean hurried;

  /** A frame that was sent and not yet seen to leave. */
  private record Unseen(byte[] frame, long at) {}

  private CaptureFileLink(Link link, CaptureFile file) {
    super(link);
    this.file = file;
    this.lock = file;
  }

  /**
   * A link that records what passes through another one, which it closes with itself.
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
      Runtime.getRuntime().addShutdownHook(recording.lastWords);
    } catch (IllegalStateException alreadyEnding) {
      recording.hurry();
    }
    return recording;
  }

  /** Whether frames of another link could stand in the same file. */
  public boolean canTake(Link other) {
    return type() == other.type();
  }

  /** A link that records what passes through another one in the same file. */
  public CaptureFileLink alongside(Link other) {
    file.share();
    CaptureFileLink recording = new CaptureFileLink(other, file);
    Runtime.getRuntime().addShutdownHook(recording.lastWords);
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
      return; // seen so late that it stands in the file already
    }
    file.add(frame.at(), frame.bytes(), frame.length());
    if (hurried) {
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

  /** Adds the sent frames that will not be seen any more. */
  private void settle(long now) {
    while (!unseen.isEmpty()
        && (unseen.peek().at() < now - PATIENCE || unseen.size() > MAX_UNSEEN)) {
      Unseen sent = unseen.remove();
      file.add(sent.at(), sent.frame(), sent.frame().length);
    }
  }

  /**
   * What keeps the file from being complete, as a sentence for a person; empty when all is well.
   */
  public Optional<String> trouble() {
    synchronized (lock) {
      return file.trouble();
    }
  }

  /** The process is about to end: from now on nothing waits in memory. */
  private void hurry() {
    synchronized (lock) {
      hurried = true;
      settle(Long.MAX_VALUE);
      file.endSoon();
    }
  }

  @Override
  public void close() throws LinkException {
    try {
      Runtime.getRuntime().removeShutdownHook(lastWords);
    } catch (IllegalStateException shuttingDown) {
      // The thread runs, or has run: either way the file can be closed.
    }
    synchronized (lock) {
      settle(Long.MAX_VALUE);
      file.close();
    }
    super.close();
  }
}

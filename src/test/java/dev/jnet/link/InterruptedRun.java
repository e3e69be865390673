package dev.jnet.link;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A program that records frames, says so, and then hangs until it is ended from outside. */
final class InterruptedRun {
  static final int FRAMES = 20;

  private InterruptedRun() {}

  public static void main(String[] arguments) throws Exception {
    FakeLink link = new FakeLink();
    Link recording = CaptureFileLink.open(link, PlainCaptureOutput.to(Path.of(arguments[0])));
    for (int i = 0; i < FRAMES; i++) {
      link.arrives(new byte[1000], 1000);
      recording.receive(0);
    }
    recording.send(new byte[60]);
    System.out.println("recording");
    new CountDownLatch(1).await();
  }
}

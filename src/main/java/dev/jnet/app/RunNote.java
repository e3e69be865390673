package dev.jnet.app;

import java.io.FileOutputStream;
import java.io.IOException;

/**
 * The note that the launcher leaves of a run. A run that comes to its end adds so; where it does
 * not, the next start has the archive of classes checked, because the JVM may have died of it. It
 * is opened at once, as privileges are given away later.
 */
final class RunNote {
  /**
   * The system property with the note's file; there is none where the archive is another user's.
   */
  private static final String PROPERTY = "jnet.run";

  private static final byte[] ENDED = {'e', 'n', 'd', 'e', 'd', '\n'};

  private final FileOutputStream file;

  private RunNote(FileOutputStream file) {
    this.file = file;
  }

  /** The note of this run. Without a file, nothing is noted. */
  static RunNote open() {
    String name = System.getProperty(PROPERTY);
    try {
      return new RunNote(name == null ? null : new FileOutputStream(name, true));
    } catch (IOException unwritable) {
      return new RunNote(null);
    }
  }

  /** The run has come to its end. */
  void ended() {
    if (file == null) {
      return;
    }
    try {
      file.write(ENDED);
    } catch (IOException diskFull) {
      // The next start checks an archive that is well; that takes a moment longer.
    }
  }
}

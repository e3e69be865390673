package dev.jnet.batch;

import java.io.IOException;

/** Reads the files of targets and of earlier answers, for tests of other rooms. */
public final class TargetFileReading {
  private TargetFileReading() {}

  /** Reads what {@code --targets} names. */
  public static void targets(String file) throws IOException {
    TargetFiles.targets(file);
  }

  /** Reads what {@code --resume} names. */
  public static void answered(String file, String command) throws IOException {
    TargetFiles.answered(file, command);
  }
}

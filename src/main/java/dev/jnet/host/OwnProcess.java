package dev.jnet.host;

import java.io.IOException;

/**
 * Whether this process is jnet's alone. Only then may jnet take privileges from all of its threads.
 */
public final class OwnProcess {
  /** Past the permissions of files: root may read what it names. */
  private static final long FILES =
      Capabilities.set(Capabilities.DAC_OVERRIDE, Capabilities.DAC_READ_SEARCH);

  private static boolean claimed;

  /** Asked once: later the process may be somebody else's. */
  private static final class Starter {
    static final boolean ROOT = isRoot();

    private static boolean isRoot() {
      try {
        return Privileges.current().uid() == 0;
      } catch (HostException e) {
        return false; // then it is nobody who may do more
      }
    }
  }

  private OwnProcess() {}

  /** Whether this process was started by root, whoever it has become since. */
  public static boolean isRoots() {
    return Starter.ROOT;
  }

  /** Says that this process is jnet's alone, and ends with the command that it runs. */
  public static void claim() {
    claimed = true;
  }

  /** Whether this process is jnet's alone. */
  public static boolean isClaimed() {
    return claimed;
  }

  /** Something that may wait for another process, such as reading from a FIFO. */
  @FunctionalInterface
  public interface Waiting<T> {
    /** Waits, and gives what came. */
    T run() throws IOException;
  }

  /**
   * Reads a file that the user names. Meanwhile no capability for the network is in force: the user
   * decides how long the reading takes, and may not use that time to get at what jnet may do.
   *
   * @throws IOException what the reading throws; a {@link HostException} when the kernel refuses to
   *     take capabilities out of force
   */
  public static <T> T readingForUser(Waiting<T> reading) throws IOException {
    if (!claimed || Capabilities.permitted() == 0) {
      return reading.run();
    }
    Capabilities.takeFromOthers();
    long permitted = Capabilities.permitted();
    long effective = Capabilities.effective();
    Capabilities.keep(permitted, effective & FILES);
    try {
      return reading.run();
    } finally {
      Capabilities.keep(permitted, effective);
    }
  }
}

package dev.jnet.host.privilege;

import dev.jnet.host.HostException;
import java.io.IOException;

/**
 * Whether this process is jnet's alone. Only then may jnet take privileges from all of its threads.
 */
public final class OwnProcess {
  /** The capabilities that ignore permissions of files: root may read any file that it names. */
  private static final long FILES =
      Capabilities.set(Capabilities.DAC_OVERRIDE, Capabilities.DAC_READ_SEARCH);

  private static boolean claimed;

  /** Reads the user once, because the threads may become another user later. */
  private static final class Starter {
    static final long USER = user();

    private static long user() {
      try {
        return Privileges.current().uid();
      } catch (HostException e) {
        return -1; // not known, so not root
      }
    }
  }

  private OwnProcess() {}

  /**
   * The user that started this process, even if it has changed its user; −1 where that is unknown.
   */
  public static long user() {
    return Starter.USER;
  }

  /** Whether root started this process, even if it has changed its user. */
  public static boolean isRoots() {
    return user() == 0;
  }

  /** Says that this process is jnet's alone, and ends with the command that it runs. */
  public static void claim() {
    claimed = true;
  }

  /** Whether this process is jnet's alone. */
  public static boolean isClaimed() {
    return claimed;
  }

  /** Whether this process gives up to be root: it is jnet's alone, and root has started it. */
  public static boolean leavesRoot() {
    return claimed && isRoots();
  }

  /** Something that may wait for another process, such as reading from a FIFO. */
  @FunctionalInterface
  public interface Waiting<T> {
    /** Waits, and gives what came. */
    T run() throws IOException;
  }

  /**
   * Reads a file that the user names. Meanwhile no capability for the network is in force, because
   * the user decides how long the reading takes, and could use that time to attack the process.
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

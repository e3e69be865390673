package dev.jnet.network;

import dev.jnet.host.Capabilities;
import dev.jnet.host.HostException;
import dev.jnet.link.ForwardingLink;
import dev.jnet.link.Frame;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * Gives the capabilities of this process away before it reads the first packet from the network:
 * whoever should find a hole in a parser finds nothing behind it.
 *
 * <p>What stays, and why: CAP_NET_RAW until the last link is open; CAP_NET_ADMIN, not in force,
 * where the kernel will have to forget a path MTU of IPv6; CAP_DAC_OVERRIDE where files will be
 * made on the way; CAP_DAC_READ_SEARCH where jnet's own files or the JVM's cannot be read without.
 * Only in the thread that works; all others have none from then on.
 *
 * <p>Capabilities are the process's, and so is this: one for all that runs in it, and not before
 * {@link #arm} says that nothing else does.
 */
public final class PrivilegeDrop {
  private static boolean armed;
  private static boolean begun;
  private static boolean lastLink;
  private static boolean finished;
  private static boolean forgets;
  private static boolean makesFiles;

  private PrivilegeDrop() {}

  /** This process is jnet's alone, and runs one command. */
  public static void arm() {
    armed = true;
  }

  /** No link will be opened after the next one. */
  public static void nextLinkIsTheLast() {
    lastLink = true;
  }

  /** The kernel will have to be made to forget something in the end. */
  static void willForget() {
    forgets = true;
  }

  /** Files will be made while packets are read. */
  public static void willMakeFiles() {
    makesFiles = true;
  }

  /** A link whose first packet is read without capabilities. */
  static Link around(Link link) {
    return new ForwardingLink(link) {
      @Override
      public Optional<Frame> receive(long deadline) throws LinkException {
        if (armed && !finished) {
          confine();
        }
        return super.receive(deadline);
      }
    };
  }

  private static void confine() throws LinkException {
    if (begun && !lastLink) {
      return;
    }
    long held = Capabilities.permitted();
    finished = lastLink || held == 0;
    if (held == 0) {
      return;
    }
    try {
      if (!begun) {
        begun = true;
        Capabilities.takeFromOthers();
      }
      long inForce =
          (lastLink ? 0 : Capabilities.set(Capabilities.NET_RAW))
              | (makesFiles ? Capabilities.set(Capabilities.DAC_OVERRIDE) : 0);
      long asleep = forgets || !lastLink ? Capabilities.set(Capabilities.NET_ADMIN) : 0;
      long reading = Capabilities.set(Capabilities.DAC_READ_SEARCH);
      Capabilities.keep(inForce | asleep | (held & reading), inForce);
      boolean readable = canReadOwnFiles();
      Capabilities.keep(
          inForce | asleep | (readable ? 0 : reading), inForce | (readable ? 0 : reading));
    } catch (HostException e) {
      throw new LinkException(e.getMessage(), e);
    }
  }

  private static boolean canReadOwnFiles() {
    String home = System.getProperty("java.home"); // neither is there in a binary without a JVM
    return canRead(System.getProperty("java.class.path"))
        && canRead(home == null ? null : home + "/lib/modules");
  }

  /** Opened, as access(2) would tell what root may with what it has asleep. */
  private static boolean canRead(String file) {
    if (file == null) {
      return true;
    }
    try (FileInputStream in = new FileInputStream(file)) {
      return in.available() >= 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Something that takes CAP_NET_ADMIN, with it in force where it was kept. */
  static <T> T withNetAdmin(Privileged<T> action) throws IOException {
    if (!begun) {
      return action.run();
    }
    long admin = Capabilities.set(Capabilities.NET_ADMIN);
    Capabilities.keep(admin, admin);
    try {
      return action.run();
    } finally {
      Capabilities.keep(admin, 0);
    }
  }

  /** What is done with a capability. */
  interface Privileged<T> {
    T run() throws IOException;
  }
}

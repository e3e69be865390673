package dev.jnet.network;

import dev.jnet.host.Capabilities;
import dev.jnet.host.HostException;
import dev.jnet.host.OwnProcess;
import dev.jnet.link.ForwardingLink;
import dev.jnet.link.Frame;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * Gives the capabilities of this process away before it reads the first packet from the network:
 * whoever finds a hole in a parser finds nothing behind it.
 *
 * <p>What stays, and why, is in {@link PrivilegePlan}. It stays in the thread that works alone; all
 * other threads have no capability from then on. A link that is wrapped in {@link #around} gives
 * them away when its first packet is waited for.
 */
public final class PrivilegeDrop {
  private final boolean enabled;
  private PrivilegePlan plan = PrivilegePlan.MORE_LINKS;
  private boolean begun;
  private boolean finished;

  private PrivilegeDrop(boolean enabled) {
    this.enabled = enabled;
  }

  /** Gives away the privileges of this process, where it is jnet's alone. */
  static PrivilegeDrop ofProcess() {
    return new PrivilegeDrop(OwnProcess.isClaimed());
  }

  /** No link will be opened after the next one. */
  public void nextLinkIsTheLast() {
    plan = plan.withoutMoreLinks();
  }

  /** The kernel will have to be made to forget a path MTU in the end. */
  void willForgetPathMtu() {
    plan = plan.forgettingPathMtu();
  }

  /** A link whose first packet is read without the privileges. */
  Link around(Link link) {
    return new ForwardingLink(link) {
      @Override
      public Optional<Frame> receive(long deadline) throws LinkException {
        if (enabled && !finished) {
          drop();
        }
        return super.receive(deadline);
      }
    };
  }

  private void drop() throws LinkException {
    if (begun && plan.opensMoreLinks()) {
      return;
    }
    long held = Capabilities.permitted();
    finished = !plan.opensMoreLinks() || held == 0;
    if (held == 0) {
      return;
    }
    try {
      if (!begun) {
        begun = true;
        Capabilities.takeFromOthers();
        Capabilities.becomeNobody();
      }
      long reading = Capabilities.set(Capabilities.DAC_READ_SEARCH);
      Capabilities.keep(plan.permitted() | (held & reading), plan.effective());
      long needed = canReadOwnFiles() ? 0 : reading;
      Capabilities.keep(plan.permitted() | needed, plan.effective() | needed);
    } catch (HostException e) {
      throw new LinkException(e.getMessage(), e);
    }
  }

  private static boolean canReadOwnFiles() {
    String home = System.getProperty("java.home"); // neither is there in a binary without a JVM
    return canRead(System.getProperty("java.class.path"))
        && canRead(home == null ? null : home + "/lib/modules");
  }

  /** Opens the file, as access(2) would tell what root may with what it has asleep. */
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

  /** Runs what takes CAP_NET_ADMIN, with it in force where it was kept. */
  <T> T withNetAdmin(Privileged<T> action) throws IOException {
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

package dev.jnet.network;

import dev.jnet.host.HostException;
import dev.jnet.host.privilege.Capabilities;
import dev.jnet.host.privilege.OwnProcess;
import dev.jnet.link.ForwardingLink;
import dev.jnet.link.Frame;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * Gives up the capabilities of this process before it reads the first packet from the network, so
 * that an error in a parser cannot be used to misuse them.
 *
 * <p>What stays, and why, is in {@link PrivilegePlan}. It stays only in the thread that works; all
 * other threads have no capability from then on. A link that is wrapped in {@link #around} gives
 * them up when it waits for its first packet.
 */
public final class PrivilegeDrop {
  private final boolean enabled;
  private PrivilegePlan plan = PrivilegePlan.MORE_LINKS;
  private boolean begun;
  private boolean finished;

  private PrivilegeDrop(boolean enabled) {
    this.enabled = enabled;
  }

  /** Gives up the privileges of this process, where the process is jnet's alone. */
  static PrivilegeDrop ofProcess() {
    return new PrivilegeDrop(OwnProcess.isClaimed());
  }

  /**
   * Gives them away at once: for a process that reads from the network by other means before it
   * opens a link. The privileges that opening a link needs stay in this thread.
   *
   * @throws LinkException when the kernel refuses
   */
  public void giveUpNow() throws LinkException {
    if (enabled && !finished) {
      drop();
    }
  }

  /**
   * Notes that this process has given its privileges away before, and that this thread has those
   * that stayed. Then nothing is taken from the other threads, which may have them, too.
   */
  public void wereGivenUpBefore() {
    begun = true;
  }

  /** Notes that no link will be opened after the next one. */
  public void nextLinkIsTheLast() {
    plan = plan.withoutMoreLinks();
  }

  /** Notes that the kernel will have to forget a path MTU at the end. */
  void willForgetPathMtu() {
    plan = plan.forgettingPathMtu();
  }

  /** A link that gives up the privileges before it reads its first packet. */
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
    // A binary without a JVM has no class path (it is empty) and no home.
    String home = System.getProperty("java.home", "");
    return canRead(System.getProperty("java.class.path", ""))
        && canRead(home.isEmpty() ? "" : home + "/lib/modules");
  }

  /**
   * Opens the file to find out. access(2) would also count capabilities that root has but that are
   * not in force.
   */
  private static boolean canRead(String file) {
    if (file.isEmpty()) {
      return true;
    }
    try (FileInputStream in = new FileInputStream(file)) {
      return in.available() >= 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Runs an action with CAP_NET_ADMIN in force, where that capability was kept. */
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

  /** An action that needs a capability. */
  interface Privileged<T> {
    T run() throws IOException;
  }
}

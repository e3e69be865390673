package dev.jnet.link;

import dev.jnet.host.Errno;
import dev.jnet.host.HostException;
import dev.jnet.host.Interfaces;
import dev.jnet.host.Libc;
import dev.jnet.link.pcap.Pcap;
import dev.jnet.link.pcap.PcapException;

/** What goes wrong with an interface and with libpcap, in words for a person. */
final class LibPcap {
  /** Stands for bytes that are not UTF-8. */
  private static final char UNREADABLE = '\ufffd';

  private LibPcap() {}

  /** Why an interface could not be opened. */
  static LinkException notOpened(String name, PcapException cause) {
    if (name.indexOf(UNREADABLE) >= 0) {
      return new LinkException(
          "interface " + name + " cannot be opened: its name is not UTF-8; give it another", cause);
    }
    // Without permission an unknown interface gives the same code as one that is there.
    if (cause.status() == Pcap.NO_SUCH_DEVICE || Libc.ifNameToIndex(name) == 0) {
      return new LinkException("there is no interface " + name + "; see: jnet interfaces", cause);
    }
    return switch (cause.status()) {
      case Pcap.PERMISSION_DENIED -> noPermission(name, cause);
      case Pcap.INTERFACE_NOT_UP -> isDown(name, cause);
      default -> new LinkException("cannot open " + name + ": " + reason(cause), cause);
    };
  }

  static LinkException noPermission(String name, Exception cause) {
    return new LinkException(
        "no permission to capture and send on "
            + name
            + "; run jnet as root, or with CAP_NET_RAW alone: "
            + "sudo setpriv --reuid \"$(id -u)\" --regid \"$(id -g)\" --init-groups"
            + " --inh-caps +net_raw --ambient-caps +net_raw jnet ...",
        cause);
  }

  /**
   * Finds out whether an interface is there, and switched on. One without a carrier is no trouble:
   * a cable may be put in again, and a radio find another station.
   *
   * @throws LinkException when it is not
   */
  static void checkUp(String name) throws LinkException {
    boolean up;
    try {
      up = Interfaces.byName(name).up();
    } catch (HostException e) {
      if (e.kind() == HostException.Kind.NO_SUCH_INTERFACE) {
        throw new LinkException("interface " + name + " has gone away", e);
      }
      return; // nobody knows; if it is of no use, sending and receiving will tell
    }
    if (!up) {
      throw isDown(name, null);
    }
  }

  /** Why an interface that was there does not work any more. */
  static LinkException broken(String name, Exception cause) {
    try {
      checkUp(name);
      return new LinkException("interface " + name + " has failed: " + reason(cause), cause);
    } catch (LinkException e) {
      return e;
    }
  }

  /** Why a frame was not sent. */
  static LinkException notSent(String name, int length, int errno) {
    return switch (errno) {
      case Errno.EMSGSIZE ->
          new FrameRefusedException(
              FrameRefusedException.Reason.TOO_LARGE,
              "a frame of " + length + " octets is too large for " + name);
      case Errno.ENOBUFS, Errno.EAGAIN ->
          new FrameRefusedException(
              FrameRefusedException.Reason.NO_BUFFER, name + " has no room for another frame");
      default -> broken(name, new LinkException(Libc.strerror(errno)));
    };
  }

  private static LinkException isDown(String name, Exception cause) {
    return new LinkException(
        "interface " + name + " is down; set it up: sudo ip link set " + name + " up", cause);
  }

  private static String reason(Exception cause) {
    return String.valueOf(cause.getMessage());
  }

  /** Native code could not be loaded: libpcap's, or that of JNA, which loads it. */
  static LinkException notLoaded(LinkageError cause) {
    try {
      Libc.errno();
    } catch (LinkageError e) {
      return new LinkException(
          "JNA cannot load its native part (is the folder for temporary files mounted noexec?"
              + " then set -Djna.tmpdir=DIR): "
              + e.getMessage(),
          e);
    }
    return new LinkException(
        "libpcap is missing; install it: apt-get install libpcap0.8 (Debian, Ubuntu),"
            + " dnf install libpcap (Fedora, RHEL), apk add libpcap (Alpine)",
        cause);
  }
}

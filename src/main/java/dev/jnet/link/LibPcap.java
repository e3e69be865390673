package dev.jnet.link;

import static dev.jnet.host.Errno.EAGAIN;
import static dev.jnet.host.Errno.EMSGSIZE;
import static dev.jnet.host.Errno.ENOBUFS;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import dev.jnet.host.HostException;
import dev.jnet.host.Interfaces;
import dev.jnet.host.Libc;

/** What libpcap offers and pcap4j does not pass on, and its troubles in words for a person. */
final class LibPcap {
  /** Names libpcap's file; pcap4j reads the same property. */
  private static final String LIBRARY_PROPERTY = "org.pcap4j.core.pcapLibName";

  /** Stands for octets that are no UTF-8. */
  private static final char UNREADABLE = '\ufffd';

  private static final int NO_SUCH_DEVICE = -5;
  private static final int PERMISSION_DENIED = -8;
  private static final int INTERFACE_NOT_UP = -9;

  private LibPcap() {}

  /** A function of libpcap's that pcap4j does not pass on, or at too high a price. */
  static Function function(String name) {
    return NativeLibrary.getInstance(System.getProperty(LIBRARY_PROPERTY, "pcap"))
        .getFunction(name);
  }

  /** The descriptor to wait for with poll(2): pcap_get_selectable_fd(3PCAP). */
  static int descriptor(Pointer pcap) throws LinkException {
    int descriptor = function("pcap_get_selectable_fd").invokeInt(new Object[] {pcap});
    if (descriptor < 0) {
      throw new LinkException("libpcap has no descriptor to wait for on this interface");
    }
    return descriptor;
  }

  /** Why an interface could not be opened. */
  static LinkException notOpened(String name, int code, Exception cause) {
    if (name.indexOf(UNREADABLE) >= 0) {
      return new LinkException(
          "interface " + name + " cannot be opened: its name is not UTF-8; give it another", cause);
    }
    // Without permission an unknown interface gives the same code as one that is there.
    if (code == NO_SUCH_DEVICE || Libc.ifNameToIndex(name) == 0) {
      return new LinkException("there is no interface " + name + "; see: jnet interfaces", cause);
    }
    return switch (code) {
      case PERMISSION_DENIED -> noPermission(name, cause);
      case INTERFACE_NOT_UP -> isDown(name, cause);
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
  static LinkException notSent(String name, int length, Exception cause) {
    for (int errno : new int[] {EMSGSIZE, ENOBUFS, EAGAIN}) {
      if (isErrno(cause, errno)) {
        return notSent(name, length, errno);
      }
    }
    return broken(name, cause);
  }

  /** Why a frame was not sent. */
  static LinkException notSent(String name, int length, int errno) {
    return switch (errno) {
      case EMSGSIZE ->
          new FrameRefusedException(
              FrameRefusedException.Reason.TOO_LARGE,
              "a frame of " + length + " octets is too large for " + name);
      case ENOBUFS, EAGAIN ->
          new FrameRefusedException(
              FrameRefusedException.Reason.NO_BUFFER, name + " has no room for another frame");
      default -> broken(name, new LinkException(Libc.strerror(errno)));
    };
  }

  private static LinkException isDown(String name, Exception cause) {
    return new LinkException(
        "interface " + name + " is down; set it up: sudo ip link set " + name + " up", cause);
  }

  /** Whether libpcap's message ends in this error's text, in whatever language the system has. */
  static boolean isErrno(Exception cause, int errno) {
    return reason(cause).endsWith(Libc.strerror(errno));
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

package dev.jnet.link;

import dev.jnet.host.Errno;
import dev.jnet.host.HostException;
import dev.jnet.host.Interfaces;
import dev.jnet.host.Libc;

/** Explains what is wrong with an interface, in words for a person. */
public final class InterfaceTrouble {
  private InterfaceTrouble() {}

  /** Says that capturing and sending on an interface needs a privilege, and how to get it. */
  public static LinkException noPermission(String name, Exception cause) {
    return new NoPermissionException("no permission to capture and send on " + name, cause);
  }

  /**
   * Checks that an interface is there, and switched on. One without a carrier passes: a cable may
   * be put in again, and a radio may find another station.
   *
   * @throws LinkException when it is not there, or is down
   */
  public static void requireUp(String name) throws LinkException {
    boolean up;
    try {
      up = Interfaces.byName(name).up();
    } catch (HostException e) {
      if (e.kind() == HostException.Kind.NO_SUCH_INTERFACE) {
        throw new LinkException("interface " + name + " has gone away", e);
      }
      return; // not known; if it does not work, sending and receiving will tell
    }
    if (!up) {
      throw isDown(name, null);
    }
  }

  /** Why an interface that was there does not work any more. */
  public static LinkException broken(String name, Exception cause) {
    try {
      requireUp(name);
      return new LinkException("interface " + name + " has failed: " + reason(cause), cause);
    } catch (LinkException e) {
      return e;
    }
  }

  /** Why a frame was not sent. */
  public static LinkException notSent(String name, int length, int errno) {
    return switch (errno) {
      case Errno.EMSGSIZE ->
          new FrameRefusedException(
              FrameRefusedException.Reason.TOO_LARGE,
              "a frame of " + length + " bytes is too large for " + name);
      case Errno.ENOBUFS, Errno.EAGAIN ->
          new FrameRefusedException(
              FrameRefusedException.Reason.NO_BUFFER, name + " has no room for another frame");
      default -> broken(name, new LinkException(Libc.strerror(errno)));
    };
  }

  /** Says that an interface is switched off, and how to switch it on. */
  public static LinkException isDown(String name, Exception cause) {
    return new LinkException(
        "interface " + name + " is down; set it up: sudo ip link set " + name + " up", cause);
  }

  private static String reason(Exception cause) {
    return String.valueOf(cause.getMessage());
  }
}

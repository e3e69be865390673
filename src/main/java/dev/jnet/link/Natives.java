package dev.jnet.link;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/** The C library, as far as Java has no name for what we need of it. */
final class Natives {
  static final int EINTR = 4;
  static final int EAGAIN = 11;
  static final int EPERM = 1;
  static final int EACCES = 13;
  static final int EMSGSIZE = 90;
  static final int ENETDOWN = 100;
  static final int ENOBUFS = 105;

  /** The process itself has the C library loaded: nothing needs to be looked for. */
  private static final NativeLibrary C = NativeLibrary.getProcess();

  /** LOOPBACK_IFINDEX: the kernel makes it first in every network namespace, whatever its name. */
  private static final int LOOPBACK = 1;

  private Natives() {}

  static Function function(String name) {
    return C.getFunction(name);
  }

  /** Calls a function that answers below 0 when it has failed, and leaves the reason in errno. */
  static int call(Function function, Object... arguments) {
    return function.invokeInt(arguments);
  }

  /** Why the last call by this thread has failed. */
  static int errno() {
    return Native.getLastError();
  }

  /** What the system says to an error number, in the language of the locale. */
  static String errorText(int errno) {
    return function("strerror").invokeString(new Object[] {errno}, false);
  }

  /** An interface's number in this network namespace; 0 when there is none of that name. */
  static int interfaceIndex(String name) {
    return call(function("if_nametoindex"), name);
  }

  static boolean isLoopback(String name) {
    return interfaceIndex(name) == LOOPBACK;
  }

  static void close(int descriptor) {
    call(function("close"), descriptor);
  }
}

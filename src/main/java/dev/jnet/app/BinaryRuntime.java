package dev.jnet.app;

/** The runtime inside a binary without a JVM. */
final class BinaryRuntime {
  /** A system property that is set in such a binary alone. */
  static final String PROPERTY = "org.graalvm.nativeimage.imagecode";

  private BinaryRuntime() {}

  /**
   * Starts what the runtime leaves to a program that reads its whole command line itself: above
   * all, it notices signals from now on.
   */
  static void start() {
    try {
      // The image builder reads both names here; the class is in no library of ours.
      Class.forName("org.graalvm.nativeimage.VMRuntime").getMethod("initialize").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the binary's runtime cannot be started", e);
    }
  }
}

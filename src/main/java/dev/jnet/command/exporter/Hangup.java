package dev.jnet.command.exporter;

import java.lang.reflect.Proxy;

/** SIGHUP. The JDK's class for signals is called by its name, as the compiler warns of any use. */
final class Hangup {
  private Hangup() {}

  /** Has SIGHUP run something, where this JVM can tell of signals. */
  static void run(Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object handling =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  action.run();
                  return null;
                }
                return switch (method.getName()) {
                  case "hashCode" -> System.identityHashCode(proxy);
                  case "equals" -> proxy == arguments[0];
                  default -> "SIGHUP";
                };
              });
      Object hangup = signal.getConstructor(String.class).newInstance("HUP");
      signal.getMethod("handle", signal, handler).invoke(null, hangup, handling);
    } catch (ReflectiveOperationException e) {
      return; // then POST /-/reload is there
    }
  }
}

package dev.jnet.network;

import dev.jnet.console.Console;
import dev.jnet.host.Family;
import dev.jnet.lab.Lab;
import dev.jnet.link.Link;
import dev.jnet.options.NetworkOptions;
import dev.jnet.report.Access;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Practice networks as commands open them. */
public final class LabNetworks {
  private LabNetworks() {}

  /** The options that name the practice network "home". */
  public static NetworkOptions homeOptions() {
    return new NetworkOptions(
        Family.ANY,
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.of("home"),
        0,
        Optional.of(1L),
        Optional.empty(),
        false,
        0,
        false,
        false,
        Optional.empty());
  }

  /** A practice network on whose link something is put, whose console shows nothing. */
  public static Network of(Lab lab, UnaryOperator<Link> around) {
    Network network = new LabNetwork(homeOptions(), silent(), lab);
    InvocationHandler decorated =
        (proxy, method, arguments) -> {
          try {
            Object came = method.invoke(network, arguments);
            return came instanceof NetworkPath path && path.opened().isPresent()
                ? path.openedBy(around.apply(path.link()), Access.CAPTURE)
                : came;
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return (Network)
        Proxy.newProxyInstance(
            LabNetworks.class.getClassLoader(), new Class<?>[] {Network.class}, decorated);
  }

  /** The practice network "home", whose console shows nothing. */
  public static Network home() throws IOException {
    return Network.open(homeOptions(), silent(), () -> false);
  }

  /** A console that shows nothing. */
  public static Console silent() {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    return new Console(nowhere, nowhere, false, false, Map.of());
  }
}

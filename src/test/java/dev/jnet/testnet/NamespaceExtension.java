package dev.jnet.testnet;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Decides whether namespace tests can run here. */
final class NamespaceExtension implements ExecutionCondition, BeforeAllCallback {
  private static final List<String> TOOLS =
      List.of("ip", "nft", "setpriv", "tcpdump", "tshark", "ping");
  private static final Optional<String> OBSTACLE = obstacle();

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (OBSTACLE.isPresent() && !Needs.underCi()) {
      return ConditionEvaluationResult.disabled(OBSTACLE.get());
    }
    return ConditionEvaluationResult.enabled("namespaces can be made");
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    if (OBSTACLE.isPresent()) {
      throw new IllegalStateException("CI=true, but " + OBSTACLE.get());
    }
  }

  private static Optional<String> obstacle() {
    try {
      if (!Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
        return Optional.of("namespace tests need root");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (String tool : TOOLS) {
      if (!onPath(tool)) {
        return Optional.of("namespace tests need " + tool + " (scripts/test installs it)");
      }
    }
    return Optional.empty();
  }

  private static boolean onPath(String tool) {
    for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
      if (Files.isExecutable(Path.of(folder, tool))) {
        return true;
      }
    }
    return false;
  }
}

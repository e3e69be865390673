package dev.jnet.console;

import dev.jnet.host.HostException;
import dev.jnet.link.FirstHop;
import dev.jnet.link.NoPermissionException;
import java.io.IOException;
import java.util.Optional;

/**
 * A command cannot do what was asked. The message is one or two lines for a person: what is wrong
 * with which value, and what to do. The exit code and the word in JSON of every exception that ends
 * a command are chosen here.
 */
public final class CommandException extends IOException {
  private static final long serialVersionUID = 1L;

  /** The word for a process that may open no more files, in JSON's {@code error.code}. */
  public static final String TOO_MANY_FILES = "too-many-files";

  /** What to do about it. */
  public static final String OPEN_MORE_FILES =
      "too many files are open: this process may have no more;"
          + " raise its limit and run jnet again, as with: ulimit -n 1024";

  private static final String EMFILE = "Too many open files";
  private static final String ENFILE = EMFILE + " in system"; // another limit, the machine's
  private static final int MAX_CAUSES = 10;

  private final String code;
  private final int exitCode;
  private final transient FirstHop hop;

  /**
   * A failure with exit code 2.
   *
   * @param code the word that stands for it in JSON's {@code error.code}
   */
  public CommandException(String code, String message) {
    this(code, message, ExitCode.TROUBLE, null);
  }

  private CommandException(String code, String message, int exitCode, FirstHop hop) {
    super(message);
    this.code = code;
    this.exitCode = exitCode;
    this.hop = hop;
  }

  /** The target does not answer. That is a negative answer: exit code 1. */
  public static CommandException noReply(String message) {
    return noReply(message, null);
  }

  /**
   * The next hop does not answer the question for its hardware address: exit code 1.
   *
   * @param hop how packets would leave if its hardware address were known
   */
  public static CommandException noReply(String message, FirstHop hop) {
    return new CommandException("no-reply", message, ExitCode.NEGATIVE, hop);
  }

  /** How packets would leave if the next hop answered; empty where something else is wrong. */
  public Optional<FirstHop> hop() {
    return Optional.ofNullable(hop);
  }

  /** The exit code for what kept a command from answering. */
  public static int exitCode(IOException e) {
    return e instanceof CommandException trouble ? trouble.exitCode : ExitCode.TROUBLE;
  }

  /** What kept a command from answering, in words for a person. */
  public static String message(IOException e) {
    return isForWantOfFiles(e) ? OPEN_MORE_FILES : e.getMessage();
  }

  /**
   * Whether a failure, or what it comes from, is that this process may open no more files. The C
   * library, the JVM and libpcap all say so in the same words.
   */
  public static boolean isForWantOfFiles(Throwable failure) {
    int depth = 0;
    for (Throwable t = failure; t != null && depth < MAX_CAUSES; t = t.getCause()) {
      String message = String.valueOf(t.getMessage());
      if (message.contains(EMFILE) && !message.contains(ENFILE)) {
        return true;
      }
      depth++;
    }
    return false;
  }

  /** The word for what kept a command from answering, in JSON's {@code error.code}. */
  public static String code(IOException e) {
    if (isForWantOfFiles(e)) {
      return TOO_MANY_FILES;
    }
    if (e instanceof HostException host) {
      return host.kind().code();
    }
    if (e instanceof NoPermissionException) {
      return "permission";
    }
    if (e instanceof EndedEarlyException) {
      return "interrupted";
    }
    return e instanceof CommandException trouble ? trouble.code : "link";
  }
}

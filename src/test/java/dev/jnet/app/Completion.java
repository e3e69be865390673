package dev.jnet.app;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Completion scripts for bash, zsh and fish: commands, options, and the values of which a shell can
 * know something: interface names, practice networks, files, colours.
 */
final class Completion {
  private static final String HEAD =
      "# Made from jnet's own options by SnapshotsTest: not to be edited.\n";

  /** What a value may be, and so how a shell completes it. */
  private enum Value {
    NONE,
    INTERFACE,
    LAB,
    FILE,
    COLOR
  }

  private final List<CommandSpec> commands = new ArrayList<>();
  private final CommandSpec jnet;
  private final String labs;

  Completion(CommandSpec jnet, List<String> labs) {
    this.jnet = jnet;
    this.labs = String.join(" ", labs);
    for (CommandLine command : jnet.subcommands().values()) {
      commands.add(command.getCommandSpec());
    }
  }

  private static Value value(OptionSpec option) {
    if (option.arity().max() == 0) {
      return Value.NONE;
    }
    return switch (option.paramLabel()) {
      case "IFACE", "IFACE|ADDR" -> Value.INTERFACE;
      case "FILE" -> Value.FILE;
      case "WHEN" -> Value.COLOR;
      default -> option.longestName().equals("--lab") ? Value.LAB : Value.NONE;
    };
  }

  /** Of the two commands that take a name. */
  private static Value argument(CommandSpec command) {
    for (PositionalParamSpec argument : command.positionalParameters()) {
      if (argument.paramLabel().equals("NAME")) {
        return command.name().equals("lab") ? Value.LAB : Value.INTERFACE;
      }
    }
    return Value.NONE;
  }

  private static boolean takesValue(OptionSpec option) {
    return option.arity().max() > 0;
  }

  /** The first sentence, or the first line, of what help says. */
  private static String brief(String[] description) {
    String text = description.length == 0 ? "" : description[0];
    int end = text.length();
    for (String stop : new String[] {". ", ": ", "; ", "%n"}) {
      int at = text.indexOf(stop);
      end = at > 0 ? Math.min(end, at) : end;
    }
    String first = text.substring(0, end);
    return first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
  }

  // --- bash ------------------------------------------------------------------------------------

  String bash() {
    StringBuilder out = new StringBuilder("# bash completion for jnet\n").append(HEAD);
    out.append("_jnet() {\n");
    out.append("  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}\n");
    out.append("  # bash takes --option=value for three words.\n");
    out.append("  if [[ $word == = ]]; then word=; fi\n");
    out.append("  if [[ $before == = ]]; then before=${COMP_WORDS[COMP_CWORD - 2]}; fi\n");
    out.append("  local options='' values='' files=''\n");
    out.append("  if ((COMP_CWORD == 1)); then\n");
    out.append("    values='").append(names()).append("'\n");
    out.append("    options='").append(optionNames(jnet)).append("'\n");
    out.append("  else\n");
    out.append("    case ${COMP_WORDS[1]} in\n");
    for (CommandSpec command : commands) {
      bash(command, out);
    }
    out.append("      *) return ;;\n");
    out.append("    esac\n");
    out.append("  fi\n");
    out.append("  case $values in\n");
    out.append("    INTERFACES) values=$(ls /sys/class/net 2>/dev/null) ;;\n");
    out.append("    LABS)\n");
    out.append("      values='").append(labs).append("'\n");
    out.append("      files='*.lab'\n");
    out.append("      ;;\n");
    out.append("    FILES) values='' files='*' ;;\n");
    out.append("    COLORS) values='auto always never' ;;\n");
    out.append("    NOTHING) return ;;\n");
    out.append("  esac\n");
    out.append("  if [[ $word == -* ]]; then values=$options files=''; fi\n");
    out.append("  mapfile -t COMPREPLY < <(compgen -W \"$values\" -- \"$word\")\n");
    out.append("  if [[ $files == '*' ]]; then\n");
    out.append("    mapfile -t -O \"${#COMPREPLY[@]}\" COMPREPLY < <(compgen -f -- \"$word\")\n");
    out.append("  elif [[ -n $files ]]; then\n");
    out.append(
        "    mapfile -t -O \"${#COMPREPLY[@]}\" COMPREPLY < <(compgen -f -X \"!$files\" -- \"$word\")\n");
    out.append("  fi\n");
    out.append("}\n");
    return out.append("complete -o filenames -F _jnet jnet\n").toString();
  }

  private static void bash(CommandSpec command, StringBuilder out) {
    out.append("      ").append(command.name()).append(")\n");
    out.append("        options='").append(optionNames(command)).append("'\n");
    out.append("        values=").append(bash(argument(command))).append('\n');
    out.append("        case $before in\n");
    for (Value value : Value.values()) {
      List<String> names = new ArrayList<>();
      for (OptionSpec option : command.options()) {
        if (takesValue(option) && value(option) == value) {
          names.addAll(List.of(option.names()));
        }
      }
      if (!names.isEmpty()) {
        String what = value == Value.NONE ? "NOTHING" : bash(value);
        out.append("          ").append(String.join(" | ", names)).append(") options='' values=");
        out.append(what).append(" ;;\n");
      }
    }
    out.append("        esac\n");
    out.append("        ;;\n");
  }

  private static String bash(Value value) {
    return switch (value) {
      case NONE -> "''";
      case INTERFACE -> "INTERFACES";
      case LAB -> "LABS";
      case FILE -> "FILES";
      case COLOR -> "COLORS";
    };
  }

  private String names() {
    List<String> names = new ArrayList<>();
    for (CommandSpec command : commands) {
      names.add(command.name());
    }
    return String.join(" ", names);
  }

  private static String optionNames(CommandSpec command) {
    List<String> names = new ArrayList<>();
    for (OptionSpec option : command.options()) {
      names.addAll(List.of(option.names()));
    }
    return String.join(" ", names);
  }

  // --- zsh -------------------------------------------------------------------------------------

  String zsh() {
    StringBuilder out = new StringBuilder("#compdef jnet\n").append(HEAD);
    out.append("_jnet() {\n");
    out.append("  local -a interfaces=(/sys/class/net/*(N:t)) labs=(").append(labs).append(")\n");
    out.append("  local curcontext=$curcontext state line\n");
    out.append("  if ((CURRENT == 2)); then\n");
    out.append("    local -a commands=(\n");
    for (CommandSpec command : commands) {
      out.append("      '").append(command.name()).append(':');
      out.append(quoted(brief(command.usageMessage().description()))).append("'\n");
    }
    out.append("    )\n");
    out.append("    _describe command commands\n");
    zsh(jnet, "    ", out);
    out.append("    return\n");
    out.append("  fi\n");
    out.append("  local command=$words[2]\n");
    out.append("  shift words\n");
    out.append("  ((CURRENT--))\n");
    out.append("  case $command in\n");
    for (CommandSpec command : commands) {
      out.append("    ").append(command.name()).append(")\n");
      zsh(command, "      ", out);
      out.append("      ;;\n");
    }
    out.append("  esac\n");
    out.append("}\n");
    return out.append("compdef _jnet jnet\n").toString();
  }

  private static void zsh(CommandSpec command, String indent, StringBuilder out) {
    out.append(indent).append("_arguments -s");
    for (OptionSpec option : command.options()) {
      out.append(" \\\n").append(indent).append("  ");
      String[] names = option.names();
      boolean several = names.length > 1;
      if (several) {
        out.append("'(").append(String.join(" ", names)).append(")'{");
      }
      for (int i = 0; i < names.length; i++) {
        out.append(i > 0 ? "," : "").append(several ? names[i] : "'" + names[i]);
        if (takesValue(option)) {
          out.append(names[i].startsWith("--") ? "=" : "+");
        }
      }
      out.append(several ? "}'" : "").append('[');
      out.append(quoted(brief(option.description()).replace("]", "\\]").replace("[", "\\[")));
      out.append(']');
      if (takesValue(option)) {
        out.append(':').append(option.paramLabel().replace(":", "\\:")).append(':');
        out.append(zsh(value(option)));
      }
      out.append('\'');
    }
    for (PositionalParamSpec argument : command.positionalParameters()) {
      String label = argument.paramLabel().replace(":", "\\:");
      out.append(" \\\n").append(indent).append("  '*:").append(label).append(':');
      out.append(argument(command) == Value.NONE ? " " : zsh(argument(command))).append('\'');
    }
    out.append('\n');
  }

  private static String zsh(Value value) {
    return switch (value) {
      case NONE -> " ";
      case INTERFACE -> "($interfaces)";
      case LAB -> "($labs)";
      case FILE -> "_files";
      case COLOR -> "(auto always never)";
    };
  }

  private static String quoted(String text) {
    return text.replace("'", "'\\''");
  }

  // --- fish ------------------------------------------------------------------------------------

  String fish() {
    StringBuilder out = new StringBuilder("# fish completion for jnet\n").append(HEAD);
    out.append("function __jnet_first\n");
    out.append("    test (count (commandline -opc)) -eq 1\n");
    out.append("end\n");
    out.append("function __jnet_command\n");
    out.append("    set -l words (commandline -opc)\n");
    out.append("    test (count $words) -gt 1; and test $words[2] = $argv[1]\n");
    out.append("end\n");
    out.append("complete -c jnet -f\n");
    for (CommandSpec command : commands) {
      out.append("complete -c jnet -n __jnet_first -a ").append(command.name());
      fishDescription(command.usageMessage().description(), out);
    }
    fish(jnet, "__jnet_first", out);
    for (CommandSpec command : commands) {
      String here = "'__jnet_command " + command.name() + "'";
      fish(command, here, out);
      if (argument(command) != Value.NONE) {
        out.append("complete -c jnet -n ").append(here).append(fish(argument(command)));
        out.append('\n');
      }
    }
    return out.toString();
  }

  private void fish(CommandSpec command, String condition, StringBuilder out) {
    for (OptionSpec option : command.options()) {
      out.append("complete -c jnet -n ").append(condition);
      for (String name : option.names()) {
        out.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
      }
      if (takesValue(option)) {
        out.append(value(option) == Value.FILE ? " -r -F" : " -x").append(fish(value(option)));
      }
      fishDescription(option.description(), out);
    }
  }

  private String fish(Value value) {
    return switch (value) {
      case NONE, FILE -> "";
      case INTERFACE -> " -a '(command ls /sys/class/net)'";
      case LAB -> " -a '" + labs + "'";
      case COLOR -> " -a 'auto always never'";
    };
  }

  private static void fishDescription(String[] description, StringBuilder out) {
    String text = brief(description).replace("\\", "\\\\").replace("'", "\\'");
    out.append(" -d '").append(text).append("'\n");
  }
}

# bash completion for jnet
# Made from jnet's own options by SnapshotsTest: not to be edited.
_jnet() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
  # bash takes --option=value for three words.
  if [[ $word == = ]]; then word=; fi
  if [[ $before == = ]]; then before=${COMP_WORDS[COMP_CWORD - 2]}; fi
  local options='' values='' files=''
  if ((COMP_CWORD == 1)); then
    values='doctor mtu mss ping trace handshake walk arp interfaces exporter mesh read lab schema'
    options='-h --help -V --version'
  else
    case ${COMP_WORDS[1]} in
      doctor)
        options='--cacert --html -w --deadline -4 --ipv4 -6 --ipv6 -i --interface -s --source --mark --rate --pcap -v --verbose --wire-only --lab --seed --json --csv --markdown -q --quiet --color -h --help --no-config --debug'
        values=''
        case $before in
          -w | --deadline | -s | --source | --mark | --rate | --seed) options='' values=NOTHING ;;
          -i | --interface) options='' values=INTERFACES ;;
          --lab) options='' values=LABS ;;
          --cacert | --html | --pcap) options='' values=FILES ;;
          --color) options='' values=COLORS ;;
        esac
        ;;
      mtu)
        options='--targets --ordered --resume --all --max -w --deadline --via --flows --expect --nagios -4 --ipv4 -6 --ipv6 -i --interface -s --source --mark --rate --pcap -v --verbose --wire-only --lab --seed --json --csv --markdown -q --quiet --color -h --help --no-config --debug'
        values=''
        case $before in
          --max | -w | --deadline | --via | --flows | --expect | -s | --source | --mark | --rate | --seed) options='' values=NOTHING ;;
          -i | --interface) options='' values=INTERFACES ;;
          --lab) options='' values=LABS ;;
          --targets | --resume | --pcap) options='' values=FILES ;;
          --color) options='' values=COLORS ;;
        esac
        ;;
      mss)
        options='--all --get -w --deadline --expect --nagios -4 --ipv4 -6 --ipv6 -i --interface -s --source --mark --rate --pcap -v --verbose --wire-only --lab --seed --json --csv --markdown -q --quiet --color -h --help --no-config --debug'
        values=''
        case $before in
          --get | -w | --deadline | --expect | -s | --source | --mark | --rate | --seed) options='' values=NOTHING ;;
          -i | --interface) options='' values=INTERFACES ;;
          --lab) options='' values=LABS ;;
          --pcap) options='' values=FILES ;;
          --color) options='' values=COLORS ;;
        esac
        ;;
      ping)
        options='--targets --ordered --resume -c --count -i --interval -w --deadline -W --wait -f --flood --flood-rate -s --size -t --ttl -Q --tos -M --pmtudisc -p --pattern -I -b --broadcast -n --numeric --via --explain -4 --ipv4 -6 --ipv6 --interface --source --mark --rate --pcap -v --verbose --wire-only --lab --seed --expect --nagios --all --json --csv --markdown -q --quiet --color -h --help --no-config --debug'
        values=''
        case $before in
          -c | --count | -i | --interval | -w | --deadline | -W | --wait | --flood-rate | -s | --size | -t | --ttl | -Q | --tos | -M | --pmtudisc | -p | --pattern | --via | --source | --mark | --rate | --seed | --expect) options='' values=NOTHING ;;
          -I | --interface) options='' values=INTERFACES ;;
          --lab) options='' values=LABS ;;
          --targets | --resume | --pcap) options='' values=FILES ;;
          --color) options='' values=COLORS ;;
        esac
        ;;
      trace)
        options='--targets --ordered --resume --all --via -f --first-ttl -m --max-ttl -q --queries -w --wait -n --numeric --flows --no-mtu --svg --watch -c --count --interval --expect --nagios -4 --ipv4 -6 --ipv6 -i --interface -s --source --mark --rate --pcap -v --verbose --wire-only --lab --seed --json --csv --markdown --quiet --color -h --help --no-config --debug'
        values=''
        case $before in
          --via | -f | --first-ttl | -m | --max-ttl | -q | --queries | -w | --wait | --flows | -c | --count | --interval | --expect | -s | --source | --mark | --rate | --seed) options='' values=NOTHING ;;
          -i | --interface) options='' values=INTERFACES ;;
          --lab) options='' values=LABS ;;
          --targets | --resume | --svg | --pcap) options='' values=FILES ;;
          --color) options='' values=COLORS ;;
        esac
        ;;
      handshake)
        options='--targets --ordered --resume --all --half-open --kernel --send -w --deadline --absolute --expect --nagios -4 --ipv4 -6 --ipv6 -i --interface -s --source --mark --rate --pcap -v --verbose --wire-only --lab --seed --json --csv --markdown -q --quiet --color -h --help --no-config --debug'
        values=''
        case $before in
          --send | -w | --deadline | --expect | -s | --source | --mark | --rate | --seed) options='' values=NOTHING ;;
          -i | --interface) options='' values=INTERFACES ;;
          --lab) options='' values=LABS ;;
          --targets | --resume | --pcap) options='' values=FILES ;;
          --color) options='' values=COLORS ;;
        esac
        ;;
      walk)
        options='-o --output --dns -k --insecure --cacert --keys --no-follow --html --hex --brief -w --deadline --max-time -W --wait --max-size -4 --ipv4 -6 --ipv6 -i --interface -s --source --mark --rate --pcap -v --verbose --wire-only --lab --seed --json --csv --markdown -q --quiet --color -h --help --no-config --debug'
        values=''
        case $before in
          --dns | -w | --deadline | --max-time | -W | --wait | --max-size | -s | --source | --mark | --rate | --seed) options='' values=NOTHING ;;
          -i | --interface) options='' values=INTERFACES ;;
          --lab) options='' values=LABS ;;
          -o | --output | --cacert | --keys | --html | --pcap) options='' values=FILES ;;
          --color) options='' values=COLORS ;;
        esac
        ;;
      arp)
        options='--probe --announce --watch --reverse --scan --wait -c --count --interval -f --first --force -w --deadline --all -4 --ipv4 -6 --ipv6 -i --interface -s --source --mark --rate --pcap -v --verbose --wire-only --lab --seed --json --csv --markdown -q --quiet --color -h --help --no-config --debug'
        values=''
        case $before in
          --reverse | --scan | --wait | -c | --count | --interval | -w | --deadline | -s | --source | --mark | --rate | --seed) options='' values=NOTHING ;;
          -i | --interface) options='' values=INTERFACES ;;
          --lab) options='' values=LABS ;;
          --pcap) options='' values=FILES ;;
          --color) options='' values=COLORS ;;
        esac
        ;;
      interfaces)
        options='--to --mark --lab -4 --ipv4 -6 --ipv6 --json --csv --markdown -q --quiet --color -h --help --no-config --debug'
        values=INTERFACES
        case $before in
          --to | --mark) options='' values=NOTHING ;;
          --lab) options='' values=LABS ;;
          --color) options='' values=COLORS ;;
        esac
        ;;
      exporter)
        options='--listen --modules --web.config.file --allow --allow-all -4 --ipv4 -6 --ipv6 --rate --lab -h --help --no-config --debug'
        values=''
        case $before in
          --listen | --allow | --rate) options='' values=NOTHING ;;
          --lab) options='' values=LABS ;;
          --modules | --web.config.file) options='' values=FILES ;;
        esac
        ;;
      mesh)
        options='--nats --creds --tls-ca --name --address --allow -6 --ipv6 --pairs --fanout --flows --every --watch --since --listen --html --lab --json --csv --markdown -q --quiet --color -h --help --no-config --debug'
        values=''
        case $before in
          --nats | --name | --address | --allow | --pairs | --fanout | --flows | --every | --since | --listen) options='' values=NOTHING ;;
          --lab) options='' values=LABS ;;
          --creds | --tls-ca | --html) options='' values=FILES ;;
          --color) options='' values=COLORS ;;
        esac
        ;;
      read)
        options='--host --port --flow --html --json --csv --markdown -q --quiet --color -h --help --no-config --debug'
        values=''
        case $before in
          --host | --port | --flow) options='' values=NOTHING ;;
          --html) options='' values=FILES ;;
          --color) options='' values=COLORS ;;
        esac
        ;;
      lab)
        options='--json --csv --markdown -q --quiet --color -h --help --no-config --debug'
        values=LABS
        case $before in
          --color) options='' values=COLORS ;;
        esac
        ;;
      schema)
        options='-h --help --no-config --debug'
        values=''
        case $before in
        esac
        ;;
      *) return ;;
    esac
  fi
  case $values in
    INTERFACES) values=$(ls /sys/class/net 2>/dev/null) ;;
    LABS)
      values='home vpn blackhole jumbo staircase clamp lossy liar oldrouter narrowback silent vpn-hangs icmp-filtered jumbo-island clamped-too-low dead-ipv6 wsl-mirrored tls-middlebox duplicate-address slow-dns firewall-here cluster-ip one-of-four-paths offices'
      files='*.lab'
      ;;
    FILES) values='' files='*' ;;
    COLORS) values='auto always never' ;;
    NOTHING) return ;;
  esac
  if [[ $word == -* ]]; then values=$options files=''; fi
  mapfile -t COMPREPLY < <(compgen -W "$values" -- "$word")
  if [[ $files == '*' ]]; then
    mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "$word")
  elif [[ -n $files ]]; then
    mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -X "!$files" -- "$word")
  fi
}
complete -o filenames -F _jnet jnet

-- Sends the forms of a file, each once: wrk -s replay.lua URL -- FILE PATH [PAUSE]
-- A line of the file is the Cookie header, a tab, and the URL-encoded body. After PAUSE milliseconds on average a
-- connection sends its next form, which keeps the rate constant; without it, at once.

local forms, head

function init(args)
  forms = assert(io.open(args[1]))
  head = "POST " .. args[2] .. " HTTP/1.1\r\nHost: treffpunkt.test\r\n"
    .. "Content-Type: application/x-www-form-urlencoded\r\nCookie: "
  local pause = tonumber(args[3])
  if pause then
    function delay() return math.random(0, 2 * pause) end
  end
end

function request()
  local line = forms:read()
  if not line then
    io.stderr:write("there are too few forms\n")
    os.exit(1)
  end
  local cookie, body = line:match("^(.-)\t(.*)$")
  return head .. cookie .. "\r\nContent-Length: " .. #body .. "\r\n\r\n" .. body
end

-- What was measured, in one line for a program to read.
function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("measured %d %d %d %d %d\n", summary.requests, summary.duration,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50), latency:percentile(99)))
end

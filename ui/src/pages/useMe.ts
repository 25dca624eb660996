import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { me, type Me } from "../api/access";
import { ApiError, whenUnknown } from "../api/client";

const options = {
  queryKey: ["me"],
  queryFn: ({ signal }: { signal: AbortSignal }) => me(signal),
  staleTime: 60_000,
  retry: (failures: number, error: Error) => failures < 2 && error instanceof ApiError && error.status !== 401,
};

/** Who asks; nothing while that is not known. */
export function useMe(): Me | undefined {
  const { data, error } = useQuery(options);
  return error instanceof ApiError && error.status === 401 ? undefined : data;
}

/** Whether somebody has to log in first. Any answer of 401 asks anew, because a log-in may end at any time. */
export function useLocked(): boolean {
  const client = useQueryClient();
  const { error } = useQuery(options);
  useEffect(() => {
    whenUnknown(() => {
      const state = client.getQueryState(options.queryKey);
      if (state?.fetchStatus === "idle" && !(state.error instanceof ApiError)) void client.invalidateQueries({ queryKey: options.queryKey });
    });
    return () => whenUnknown(() => {});
  }, [client]);
  return error instanceof ApiError && error.status === 401;
}

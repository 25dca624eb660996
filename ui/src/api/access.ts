import type { components } from "./schema";
import { ask, get } from "./client";

type Schemas = components["schemas"];

export type Me = Schemas["Me"];
export type Role = Schemas["Role"] & string;
export type User = Schemas["User"];
export type Key = Schemas["Key"];
export type KeyScope = Schemas["KeyScope"] & string;

const project = (name: string) => `/projects/${encodeURIComponent(name)}`;

export const me = (signal?: AbortSignal) => get<Me>("/me", [], signal);
export const logIn = (name: string, password: string) => ask<Me>("POST", "/login", [], { name, password });
export const logOut = () => ask<void>("POST", "/logout", [], undefined);
export const changePassword = (current: string, password: string) => ask<void>("PUT", "/me/password", [], { current, password });

export const listKeys = (name: string, signal?: AbortSignal) => get<{ items: Key[] }>(`${project(name)}/keys`, [], signal);
export const addKey = (name: string, key: { name: string; scope: KeyScope }) => ask<Key>("POST", `${project(name)}/keys`, [], key);
export const revokeKey = (name: string, id: string) => ask<void>("DELETE", `${project(name)}/keys/${encodeURIComponent(id)}`, [], undefined);

export const listUsers = (signal?: AbortSignal) => get<{ items: User[] }>("/users", [], signal);
export const addUser = (user: { name: string; role: Role; password: string }) => ask<User>("POST", "/users", [], user);
export const changeUser = (name: string, change: { role?: Role; password?: string }) => ask<User>("PATCH", `/users/${encodeURIComponent(name)}`, [], change);
export const removeUser = (name: string) => ask<void>("DELETE", `/users/${encodeURIComponent(name)}`, [], undefined);

export const addProject = (name: string) => ask<Schemas["Project"]>("POST", "/projects", [], { name });
export const titleProject = (name: string, title: string) => ask<Schemas["Project"]>("PATCH", project(name), [], { title });

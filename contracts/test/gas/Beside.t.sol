// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC7579ModuleConfig} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {console} from "forge-std/console.sol";

import {Grant} from "../support/Grant.sol";
import {Codes} from "../others/Codes.sol";
import {GasBench} from "./GasBench.sol";
import {ActionData, ISmartSession, PolicyData, Session} from "./ISmartSession.sol";
import {AnyCallPolicy, CountPolicy, GasPolicy, P256Key, WindowPolicy} from "./Policies.sol";

/// @dev SmartSession of Rhinestone and Biconomy compared with ours, on the same account with the same EntryPoint and session key,
/// for the same smallest action, in the same run. Theirs uses the paymaster without checks, ours its own with a voucher.
/// forge-config: default.isolate = true
contract BesideTest is GasBench {
    /// @dev Where the package puts it; the code is deployed code, which cannot be created.
    ISmartSession private constant THEIRS = ISmartSession(0x0000000071727De22e5E9D8bAF0EDAc6F37da034);

    WindowPolicy private window;
    GasPolicy private gasCost;
    AnyCallPolicy private anyCall;
    CountPolicy private count;
    P256Key private keyCheck;

    function setUp() public override {
        super.setUp();
        vm.etch(address(THEIRS), Codes.read("SmartSessionsPrecompiles", "SMART_SESSION_DEPLOYED_BYTECODE"));
        // It asks this registry whether a policy is audited; empty code does not object, which counts as yes.
        vm.etch(0x000000000069E2a187AEFFb852bF3cCdC95151B2, hex"00");
        window = new WindowPolicy();
        gasCost = new GasPolicy();
        anyCall = new AnyCallPolicy();
        count = new CountPolicy();
        keyCheck = new P256Key();
        _label();
        vm.prank(address(account));
        IERC7579ModuleConfig(address(account)).installModule(1, address(THEIRS), "");
    }

    function test_smallestAction_besideSmartSession() public {
        handle(_bare());
        uint256 bare = _send("bare action beside SmartSession", _bare());
        uint256 ours = _ours();
        uint256 two = _theirs("SmartSession, two policies", _open(_twoPolicies()));
        uint256 limited = _theirs("SmartSession, limits", _open(_limits(100)));
        console.log(
            "beside: ours, theirs with two policies, theirs with limits",
            _of(ours, bare),
            _of(two, bare),
            _of(limited, bare)
        );
        assertLt(ours, two, "with fewer limits");
        assertLt(two, limited, "with the limits of ours");
    }

    /// @dev For the split, as in Split.t.sol: what SmartSession calls is a part of it.
    function _label() private {
        vm.label(address(entryPoint), "EntryPoint");
        vm.label(address(account), "account");
        vm.label(address(THEIRS), "module");
        vm.label(address(window), "module");
        vm.label(address(gasCost), "module");
        vm.label(address(anyCall), "module");
        vm.label(address(count), "module");
        vm.label(address(keyCheck), "module");
        vm.label(address(validator), "module");
        vm.label(address(reader), "module");
        vm.label(address(paymaster), "paymaster");
        vm.label(address(acceptAll), "paymaster");
        vm.label(address(counter), "game call");
    }

    /// @dev The compared setup really enforces its limits.
    function test_theirLimits_hold() public {
        bytes32 permission = _open(_limits(1));
        PackedUserOperation memory other =
            _use(permission, single(address(target), 0, abi.encodeWithSignature("play(uint256)", 1)));
        _refused(other);
        handle(_use(permission, _tickOnce()));
        assertEq(counter.count(), 1);
        _refused(_use(permission, _tickOnce()));
        permission = _open(_twoPolicies());
        PackedUserOperation memory late = _use(permission, _tickOnce());
        vm.warp(vm.getBlockTimestamp() + 2 hours);
        expectFailed(late, "AA22 expired or not due");
    }

    function _refused(PackedUserOperation memory op) private {
        vm.expectRevert();
        this.handleExternally(op);
    }

    function _of(uint256 seen, uint256 bare) private pure returns (uint256) {
        return seen * 1000 / bare;
    }

    function _ours() private returns (uint256) {
        Grant memory grant = _tenFunctions();
        handle(first(grant, _tickOnce(), hint(9)));
        handle(use(grant, _tickOnce(), hint(9)));
        return _send("action beside SmartSession", use(grant, packed(_ticks(1)), hint(9)));
    }

    /// @dev The third operation: from there on slots are as in every later one.
    function _theirs(string memory name, bytes32 permission) private returns (uint256) {
        handle(_use(permission, _tickOnce()));
        handle(_use(permission, _tickOnce()));
        return _send(name, _use(permission, _tickOnce()));
    }

    // ---------------------------------------------------------------- their sessions

    /// @dev A window, and one function.
    function _twoPolicies() private view returns (Session memory session) {
        session = _session("two");
        session.userOpPolicies = _policies(address(window), _window());
        session.actions[0].policies = _policies(address(anyCall), "");
    }

    /// @dev The same as each of our sessions has: a window, a gas budget, a number of calls, and one function.
    function _limits(uint128 calls) private view returns (Session memory session) {
        session = _session("limits");
        session.userOpPolicies = new PolicyData[](2);
        session.userOpPolicies[0] = PolicyData(address(window), _window());
        session.userOpPolicies[1] = PolicyData(address(gasCost), abi.encode(uint256(1 ether)));
        session.actions[0].policies = _policies(address(count), abi.encode(uint256(calls)));
    }

    function _session(bytes32 salt) private view returns (Session memory session) {
        session.keyCheck = address(keyCheck);
        session.key = keyBytes(SESSION_KEY);
        session.salt = salt;
        session.actions = new ActionData[](1);
        session.actions[0].selector = bytes4(_tick());
        session.actions[0].target = address(counter);
    }

    function _policies(address policy, bytes memory data) private pure returns (PolicyData[] memory list) {
        list = new PolicyData[](1);
        list[0] = PolicyData(policy, data);
    }

    function _window() private view returns (bytes memory) {
        uint256 now_ = vm.getBlockTimestamp();
        return abi.encode(((now_ - 60) << 208) | ((now_ + 1 hours - 60) << 160));
    }

    function _open(Session memory session) private returns (bytes32) {
        Session[] memory sessions = new Session[](1);
        sessions[0] = session;
        vm.prank(address(account));
        return THEIRS.enableSessions(sessions)[0];
    }

    function _use(bytes32 permission, bytes memory callData) private view returns (PackedUserOperation memory op) {
        op = operation(makeGrant(), callData);
        op.nonce = entryPoint.getNonce(address(account), uint192(uint160(address(THEIRS))) << 32);
        op.paymasterAndData = abi.encodePacked(address(acceptAll), uint128(100_000), uint128(0));
        op.signature = abi.encodePacked(uint8(0), permission, _compressed(signP256(SESSION_KEY, entryPointHash(op))));
    }

    /// @dev `abi.encode(signature)` of 64 bytes as FastLZ writes it: two words that are zero except for the last byte, as
    /// repetitions.
    function _compressed(bytes memory signature) private pure returns (bytes memory) {
        bytes memory offset = hex"0000e015000020";
        bytes memory length = hex"e0161f1f40";
        bytes memory rest =
            abi.encodePacked(_slice(signature, 0, 31), hex"1f", _slice(signature, 31, 32), hex"00", signature[63]);
        return abi.encodePacked(offset, length, rest);
    }

    function _slice(bytes memory data, uint256 start, uint256 length) private pure returns (bytes memory part) {
        part = new bytes(length);
        for (uint256 i = 0; i < length; ++i) {
            part[i] = data[start + i];
        }
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {IEntryPoint} from "@account-abstraction/contracts/interfaces/IEntryPoint.sol";
import {Vm} from "forge-std/Vm.sol";

import {IHourglass} from "../../src/game/IHourglass.sol";
import {ArgumentBound, Grant, Permission} from "../../src/session/Grant.sol";
import {StackTest} from "../support/StackTest.sol";
import {AcceptAllPaymaster} from "./AcceptAllPaymaster.sol";
import {Counter} from "./Counter.sol";

interface ISimpleAccountFactory {
    function createAccount(address owner, uint256 salt) external returns (address);
    function getAddress(address owner, uint256 salt) external view returns (address);
}

/// @dev Every number is the gas of a whole transaction: each call is one of its own (isolate), from cold storage, with
/// 21,000 and the calldata in it. The limits that operations state do not move it.
abstract contract GasTest is StackTest {
    Counter internal counter;
    IHourglass internal game;
    ISimpleAccountFactory internal simpleFactory;
    AcceptAllPaymaster internal acceptAll;

    function setUp() public override {
        super.setUp();
        counter = new Counter();
        game = IHourglass(vm.deployCode(artifact("Hourglass"), abi.encode(uint32(7))));
        // As published, with the compiler settings of its authors.
        string memory published = "node_modules/@account-abstraction/contracts/artifacts/SimpleAccountFactory.json";
        simpleFactory = ISimpleAccountFactory(vm.deployCode(published, abi.encode(entryPoint)));
        acceptAll = new AcceptAllPaymaster();
        entryPoint.depositTo{value: 10 ether}(address(acceptAll));
    }

    /// @dev The smallest action there is.
    function tick() internal pure returns (bytes memory) {
        return abi.encodeCall(Counter.tick, (1));
    }

    /// @dev One step of the game, there and back in turn, so that every one is possible.
    function step(uint256 number) internal pure returns (bytes memory) {
        return abi.encodeCall(IHourglass.move, (abi.encodePacked(uint8(number % 2 == 0 ? 1 : 3))));
    }

    /// @dev As many functions as the page of the game asks for, one of them with a cap on what it spends; the counter stands in for the last.
    function gameGrant() internal view returns (Grant memory grant) {
        grant = makeGrant();
        string[] memory texts = vm.parseJsonKeys(vm.readFile("app/_bridge/gasLimits.json"), "$");
        grant.permissions = new Permission[](texts.length);
        for (uint256 i = 0; i + 1 < texts.length; ++i) {
            uint8 spends = keccak256(bytes(texts[i])) == keccak256("buy(uint256,uint256)") ? 2 : 0;
            grant.permissions[i] = Permission(address(game), texts[i], 0, spends, new ArgumentBound[](0));
        }
        grant.permissions[texts.length - 1] =
            Permission(address(counter), "tick(uint256)", 0, 0, new ArgumentBound[](0));
    }

    /// @dev An operation of the session as every one after the first is.
    function steady(address target, bytes memory data) internal view returns (PackedUserOperation memory op) {
        return steady(single(target, 0, data));
    }

    function steady(bytes memory callData) internal view returns (PackedUserOperation memory op) {
        op = operation(callData);
        op.paymasterAndData = named(sessionId());
        return signUse(op);
    }

    function ticks(uint256 count) internal view returns (bytes memory) {
        Execution[] memory calls = new Execution[](count);
        for (uint256 i = 0; i < count; ++i) {
            calls[i] = Execution(address(counter), 0, tick());
        }
        return batch(calls);
    }

    /// @dev A bare operation: SimpleAccount, its owner's signature, and a paymaster that asks nothing.
    function bare(address target, bytes memory data) internal view returns (PackedUserOperation memory op) {
        op.sender = simpleFactory.getAddress(vm.addr(OWNER_KEY), 0);
        op.nonce = entryPoint.getNonce(op.sender, 0);
        if (op.sender.code.length == 0) {
            op.initCode = abi.encodePacked(
                simpleFactory, abi.encodeCall(ISimpleAccountFactory.createAccount, (vm.addr(OWNER_KEY), 0))
            );
        }
        op.callData = abi.encodeWithSignature("execute(address,uint256,bytes)", target, 0, data);
        op.accountGasLimits = bytes32((uint256(1_500_000) << 128) | 1_000_000);
        op.preVerificationGas = 60_000;
        op.gasFees = bytes32((uint256(1 gwei) << 128) | 1 gwei);
        op.paymasterAndData = abi.encodePacked(address(acceptAll), uint128(100_000), uint128(0));
        op.signature = signSecp(OWNER_KEY, entryPointHash(op));
    }

    /// @dev Sends a bundle of one as a bundler does, writes down what it took, and sees that its calls were made.
    /// @return used Gas of the transaction.
    function send(string memory name, PackedUserOperation memory op) internal returns (uint256 used) {
        PackedUserOperation[] memory ops = new PackedUserOperation[](1);
        ops[0] = op;
        bytes memory data = abi.encodeWithSelector(IEntryPoint.handleOps.selector, ops, bundler);
        vm.recordLogs();
        vm.prank(bundler, bundler);
        (bool success,) = address(entryPoint).call(data);
        used = note(name);
        assertTrue(success, "the bundle was taken");
        Vm.Log[] memory logs = vm.getRecordedLogs();
        Vm.Log memory last = logs[logs.length - 1];
        assertEq(last.topics[0], IEntryPoint.UserOperationEvent.selector, "the operation was handled");
        (, bool played,,) = abi.decode(last.data, (uint256, bool, uint256, uint256));
        assertTrue(played, "its calls were made");
    }

    /// @dev Sends what prepares a measurement.
    function prepare(PackedUserOperation memory op) internal {
        handle(op);
    }

    /// @dev A transaction of anybody, without accounts and operations.
    function sendPlain(string memory name, address to, bytes memory data) internal returns (uint256 used) {
        vm.prank(bundler, bundler);
        (bool success,) = to.call(data);
        used = note(name);
        assertTrue(success, "it was taken");
    }

    /// @dev Writes down the last call's gas in contracts/snapshots, or holds it against what stands there.
    function note(string memory name) internal returns (uint256 used) {
        return vm.snapshotGasLastCall(group(), name);
    }

    /// @dev The file in contracts/snapshots.
    function group() internal pure virtual returns (string memory);
}

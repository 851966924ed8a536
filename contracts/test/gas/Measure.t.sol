// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {IEntryPoint} from "@account-abstraction/contracts/interfaces/IEntryPoint.sol";
import {ArgumentBound, Grant, Permission} from "../../src/session/Grant.sol";
import {StackTest} from "../support/StackTest.sol";
import {AcceptAllPaymaster} from "./AcceptAllPaymaster.sol";
import {Counter} from "./Counter.sol";
import {console} from "forge-std/console.sol";

interface ISimpleFactory {
    function createAccount(address owner, uint256 salt) external returns (address);
}

/// forge-config: default.isolate = true
contract MeasureTest is StackTest {
    Counter counter;
    address bare;
    AcceptAllPaymaster acceptAll;

    function setUp() public override {
        super.setUp();
        counter = new Counter();
        address f = vm.deployCode(
            "node_modules/@account-abstraction/contracts/artifacts/SimpleAccountFactory.json", abi.encode(entryPoint)
        );
        vm.prank(entryPoint_senderCreator());
        bare = ISimpleFactory(f).createAccount(vm.addr(OWNER_KEY), 0);
        acceptAll = new AcceptAllPaymaster();
        entryPoint.depositTo{value: 10 ether}(address(acceptAll));
    }

    function entryPoint_senderCreator() private view returns (address) {
        return address(entryPoint.senderCreator());
    }

    function _tick() private view returns (bytes memory) {
        return abi.encodeCall(Counter.tick, (1));
    }

    function _send(PackedUserOperation memory op) internal returns (uint256) {
        PackedUserOperation[] memory ops = new PackedUserOperation[](1);
        ops[0] = op;
        bytes memory data = abi.encodeWithSelector(IEntryPoint.handleOps.selector, ops, bundler);
        vm.prank(bundler, bundler);
        (bool ok,) = address(entryPoint).call(data);
        uint256 used = vm.lastCallGas().gasTotalUsed;
        assertTrue(ok);
        return used;
    }

    function _bare() private view returns (PackedUserOperation memory op) {
        op.sender = bare;
        op.nonce = entryPoint.getNonce(bare, 0);
        op.callData = abi.encodeWithSignature("execute(address,uint256,bytes)", address(counter), 0, _tick());
        op.accountGasLimits = bytes32((uint256(1_500_000) << 128) | 1_000_000);
        op.preVerificationGas = 60_000;
        op.gasFees = bytes32((uint256(1 gwei) << 128) | 1 gwei);
        op.paymasterAndData = abi.encodePacked(address(acceptAll), uint128(100_000), uint128(0));
        op.signature = signSecp(OWNER_KEY, entryPointHash(op));
    }

    function test_measure() public {
        vm.prank(bundler, bundler);
        counter.tick(1);
        vm.prank(bundler, bundler);
        counter.tick(1);
        console.log("eoa", vm.lastCallGas().gasTotalUsed);
        _send(_bare());
        uint256 b = _send(_bare());
        console.log("bare", b);
        Grant memory grant = makeGrant();
        grant.permissions[0] = Permission(address(counter), "tick(uint256)", 0, 0, new ArgumentBound[](0));
        enable(grant);
        bytes memory call = single(address(counter), 0, _tick());
        _send(signUse(operation(call)));
        PackedUserOperation memory op = operation(call);
        op.paymasterAndData = named(sessionId());
        uint256 s = _send(signUse(op));
        console.log("session", s, s * 1000 / b);
    }
}

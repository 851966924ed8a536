// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {console} from "forge-std/console.sol";

import {AcceptAllPaymaster} from "./AcceptAllPaymaster.sol";
import {Counter} from "./Counter.sol";
import {PlayerAccountFactory} from "../../src/account/PlayerAccountFactory.sol";
import {Grant, Permission} from "../support/Grant.sol";
import {StackTest} from "../support/StackTest.sol";

interface ISimpleAccountFactory {
    function createAccount(address owner, uint256 salt) external returns (address);
    function getAddress(address owner, uint256 salt) external view returns (address);
}

/// @dev What is measured, and the baseline: a bare operation is one of SimpleAccount, signed by its owner, with a paymaster
/// without checks.
abstract contract GasBench is StackTest {
    Counter internal counter;
    ISimpleAccountFactory internal simpleFactory;
    AcceptAllPaymaster internal acceptAll;

    function setUp() public virtual override {
        super.setUp();
        counter = new Counter();
        string memory published = "node_modules/@account-abstraction/contracts/artifacts/SimpleAccountFactory.json";
        simpleFactory = ISimpleAccountFactory(vm.deployCode(published, abi.encode(entryPoint)));
        acceptAll = new AcceptAllPaymaster();
        entryPoint.depositTo{value: 10 ether}(address(acceptAll));
    }

    function _ratio(string memory name, uint256 seen, uint256 base, uint256 atMost) internal pure {
        console.log(name, seen, base, seen * 1000 / base);
        assertLe(seen * 1000, base * atMost, name);
    }

    function _tick() internal pure returns (bytes memory) {
        return abi.encodeCall(Counter.tick, (1));
    }

    function _tickOnce() internal view returns (bytes memory) {
        return single(address(counter), 0, _tick());
    }

    function _ticks(uint256 count) internal view returns (Execution[] memory calls) {
        calls = new Execution[](count);
        for (uint256 i = 0; i < count; ++i) {
            calls[i] = Execution(address(counter), 0, _tick());
        }
    }

    function _tenFunctions() internal view returns (Grant memory) {
        return _functions(10);
    }

    /// @dev So many functions as the game's page asks for them, one of them with a spending cap; the counter stands in for the
    /// last.
    function _functions(uint256 count) internal view returns (Grant memory grant) {
        grant = makeGrant();
        string memory functions = vm.readFile("game/rules/vectors/functions.json");
        string[] memory texts = vm.parseJsonKeys(functions, "$");
        grant.permissions = new Permission[](count);
        for (uint256 i = 0; i < count; ++i) {
            grant.permissions[i] = permit(texts[i]);
            grant.permissions[i].spendArgument =
                vm.parseJsonString(functions, string.concat(".['", texts[i], "'].spendArgument"));
        }
        grant.permissions[count - 1] = permit("tick(uint256)");
        grant.permissions[count - 1].target = address(counter);
    }

    /// @dev The first operation of an account that does not exist yet.
    function _deploying(Grant memory grant) internal view returns (PackedUserOperation memory op) {
        grant.account = factory.getAddress(ownerBytes(), "new");
        grant.epoch = 0;
        op = operation(grant, _tickOnce());
        op.initCode =
            abi.encodePacked(factory, abi.encodeCall(PlayerAccountFactory.createAccount, (ownerBytes(), "new")));
        op.paymasterAndData = sponsored(voucherFor(grant));
        return signFirst(op, grant, hint(uint8(grant.permissions.length - 1)));
    }

    /// @dev A bare operation: SimpleAccount, its owner's signature, and a paymaster without checks.
    function _bare() internal view returns (PackedUserOperation memory op) {
        op.sender = simpleFactory.getAddress(vm.addr(OWNER_KEY), 0);
        op.nonce = entryPoint.getNonce(op.sender, 0);
        if (op.sender.code.length == 0) {
            op.initCode = abi.encodePacked(
                simpleFactory, abi.encodeCall(ISimpleAccountFactory.createAccount, (vm.addr(OWNER_KEY), 0))
            );
        }
        op.callData = abi.encodeWithSignature("execute(address,uint256,bytes)", address(counter), 0, _tick());
        op.accountGasLimits = bytes32((uint256(1_500_000) << 128) | 1_000_000);
        op.preVerificationGas = 60_000;
        op.gasFees = bytes32((uint256(1 gwei) << 128) | 1 gwei);
        op.paymasterAndData = abi.encodePacked(address(acceptAll), uint128(100_000), uint128(0));
        op.signature = signSecp(OWNER_KEY, entryPointHash(op));
    }

    function _send(string memory name, PackedUserOperation memory op) internal returns (uint256 used) {
        PackedUserOperation[] memory ops = new PackedUserOperation[](1);
        ops[0] = op;
        bytes memory data = abi.encodeWithSelector(0x765e827f, ops, bundler);
        vm.prank(bundler, bundler);
        (bool success,) = address(entryPoint).call(data);
        used = vm.snapshotGasLastCall("session", name);
        assertTrue(success, "the bundle was taken");
    }

    /// @dev What a transaction costs before anything runs: 21,000, and 4 or 16 for each byte.
    function intrinsicGas(bytes memory data) internal pure returns (uint256 gas) {
        gas = 21_000;
        for (uint256 i = 0; i < data.length; ++i) {
            gas += data[i] == 0 ? 4 : 16;
        }
    }
}

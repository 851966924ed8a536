// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {Registry} from "../../src/examples/Registry.sol";
import {PlayerAccountFactory} from "../../src/account/PlayerAccountFactory.sol";
import {Condition, Grant, Permission} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {UseCaseTest} from "./UseCaseTest.sol";

/// @dev Records that accounts keep, and a free first use.
contract WorkUseCasesTest is UseCaseTest {
    Registry internal registry = new Registry();

    function test_attestations_areOfOneKindAndSoMany() public {
        Permission memory permission = permit("attest(address,bytes32,bytes32)");
        permission.target = address(registry);
        permission.period = "session";
        permission.limits = limit("calls", 2);
        permission.conditions = only(condition("2", "one of", uint256(bytes32("skill"))));
        Grant memory grant = monthOf(permission);
        plays(grant, address(registry), _attest("skill"));
        assertEq(registry.attestationOf(address(account), bundler, "skill"), bytes32("yes"));
        bytes memory otherKind =
            abi.encodeWithSelector(ISessionValidator.CallArgumentRefused.selector, 0, 0, uint256(bytes32("admin")));
        refuses(grant, address(registry), _attest("admin"), otherKind);
        plays(grant, address(registry), _attest("skill"));
        bytes memory tooMany = abi.encodeWithSelector(ISessionValidator.LimitExceeded.selector, 3, 2);
        refuses(grant, address(registry), _attest("skill"), tooMany);
    }

    function test_storageWrites_areShortOrWereShown() public {
        Permission[] memory permissions = new Permission[](2);
        permissions[0] = permit("record(bytes32,bytes)");
        permissions[0].target = address(registry);
        permissions[0].conditions = only(condition("2", "length between", 0, 8));
        permissions[1] = permit("record(bytes32,bytes)");
        permissions[1].target = address(registry);
        permissions[1].conditions = only(condition("2", "hash one of", uint256(keccak256("the terms of 2027"))));
        Grant memory grant = monthOf(permissions);
        plays(grant, address(registry), 0, _record("12345678"), 0);
        plays(grant, address(registry), 0, _record("the terms of 2027"), 1);
        assertEq(registry.records(address(account), "name"), "the terms of 2027");
        bytes memory tooLong = abi.encodeWithSelector(ISessionValidator.CallArgumentRefused.selector, 0, 0, 9);
        refuses(grant, address(registry), 0, _record("123456789"), 0, tooLong);
        bytes memory others = abi.encodeWithSelector(
            ISessionValidator.CallArgumentRefused.selector, 0, 0, uint256(keccak256("the terms of 2028"))
        );
        refuses(grant, address(registry), 0, _record("the terms of 2028"), 1, others);
    }

    function test_firstUse_deploysEnablesAndActsForNothing() public {
        Permission memory permission = permit("record(bytes32,bytes)");
        permission.target = address(registry);
        Grant memory grant = monthOf(permission);
        grant.account = factory.getAddress(ownerBytes(), "new");
        grant.epoch = 0;
        PackedUserOperation memory op = operation(grant, single(address(registry), 0, _record("first")));
        op.initCode =
            abi.encodePacked(factory, abi.encodeCall(PlayerAccountFactory.createAccount, (ownerBytes(), "new")));
        op.paymasterAndData = sponsored(voucherFor(grant));
        (bool success,) = handleAndRead(signFirst(op, grant, hint(0)));
        assertTrue(success);
        assertEq(registry.records(grant.account, "name"), "first");
        assertEq(grant.account.balance, 0, "it never had anything");
    }

    function _attest(bytes32 kind) private view returns (bytes memory) {
        return abi.encodeCall(Registry.attest, (bundler, kind, "yes"));
    }

    function _record(bytes memory value) internal pure returns (bytes memory) {
        return abi.encodeCall(Registry.record, ("name", value));
    }
}

/// @dev The same with a key on a server: secp256k1, the usual kind there.
contract AgentUseCasesTest is WorkUseCasesTest {
    function keyBytes(uint256 key) internal pure override returns (bytes memory) {
        return abi.encodePacked(vm.addr(key));
    }

    function signerBytes(uint256 key) internal pure override returns (bytes memory) {
        return abi.encodePacked(vm.addr(key));
    }

    function signAsSession(uint256 key, bytes32 digest) internal pure override returns (bytes memory) {
        return signSecp(key, digest);
    }
}
